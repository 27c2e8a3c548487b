import Celery
import Testing

@testable import Report

/// The table of tasks against the declaration of its columns.
struct TasksPageTests {
    /// What stands between two pieces of a text, the first time.
    private func part(of text: String, from start: String, to end: String) throws -> Substring {
        let begin = try #require(text.firstRange(of: start)).upperBound
        let end = try #require(text[begin...].firstRange(of: end)).lowerBound
        return text[begin..<end]
    }

    @Test func hasACellInEachRowForEachColumn() async throws {
        let page = try await SampleSite(SampleSnapshot(taskCount: 3).snapshot).text("tasks.html")
        let head = try part(of: page, from: "<thead><tr>", to: "</tr>")
        let rows = try part(of: page, from: "<tbody>", to: "</table>").split(separator: "<tr").dropFirst()
        #expect(head.ranges(of: "<th ").count == TaskColumn.shown.count && rows.count == 3)
        for row in rows {
            #expect(row.ranges(of: "<td").count + row.ranges(of: "<th").count == TaskColumn.shown.count, "\(row)")
        }
    }

    @Test func hasAsManyCellsAsHeadsInMarkdown() async throws {
        let page = try await SampleSite(SampleSnapshot(taskCount: 3).snapshot).text("tasks.md")
        let lines = page.split(separator: "\n").filter { $0.hasPrefix("| ") || $0.hasPrefix("|:") }
        let table = try #require(lines.firstIndex { $0.hasPrefix("| Name | UUID") })
        let cells = lines[table..<table + 5].map { $0.ranges(of: "|").count }
        #expect(Set(cells).count == 1, "\(cells)")
    }

    @Test func tellsTheSearchOfEveryColumn() async throws {
        var snapshot = SampleSnapshot(taskCount: 6).snapshot
        snapshot.grouping?.path = "kwargs.retry"
        let site = try await SampleSite(snapshot)
        let fields = try part(of: try site.text("tasks.html"), from: "data-fields=\"", to: "\"").split(separator: " ")
        #expect(fields.map { $0.prefix { $0 != ":" } } == TaskColumn.all.map { $0.key[...] })
        let shard = try site.text("data/tasks-0001.js")
        #expect(TaskColumn.all.allSatisfy { shard.contains("\"\($0.key)\":[") })
    }
}
