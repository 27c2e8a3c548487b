import Celery
import Foundation
import Report
import Site
import Testing

/// The rows that the search loads, against those of the pages.
struct TaskShardContentTests {
    /// A shard as a browser reads it.
    private struct Shard: Decodable {
        struct Rows: Decodable {
            let base: Int
            let texts: [String]
            let uuid: [String]
            let cells: [String: [Int]]
            let before: [String: [Int?]]
            let seconds: [String: [Double?]]
        }
        struct Offset: Decodable, Equatable {
            let from: Int
            let seconds: Int
            let name: String
        }
        let stamp: String
        /// Where the others are, and their stamps; of the first alone.
        let parts: [[String]]?
        let zone: [Offset]?
        let captured: Int?
        let pages: [[Either]]
        let rows: Rows

        /// The text of a cell; `nil` where it isn't known.
        func text(_ column: String, _ row: Int) -> String? {
            rows.cells[column].flatMap { $0[row] == 0 ? nil : rows.texts[$0[row] - 1] }
        }
    }

    /// A path or a count.
    private enum Either: Decodable, Equatable {
        case text(String), number(Int)
        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            self =
                if let number = try? value.decode(Int.self) { .number(number) } else {
                    .text(try value.decode(String.self))
                }
        }
    }

    private func shard(_ site: SampleSite, _ path: String = "data/tasks-0001.js") throws -> Shard {
        let script = try site.text(path)
        try #require(script.hasPrefix("herbariumTasks(") && script.hasSuffix(");\n"))
        return try JSONDecoder().decode(Shard.self, from: Data(script.dropFirst(15).dropLast(3).utf8))
    }

    @Test func holdsWhatTheSnapshotHas() async throws {
        let snapshot = SampleSnapshot(taskCount: 30).snapshot
        let shard = try shard(try await SampleSite(snapshot))
        #expect(shard.stamp == snapshot.capturedAt.iso8601)
        #expect(shard.captured == Int(snapshot.capturedAt.microseconds / 1_000))
        #expect(shard.pages == [[.text("tasks.html"), .number(30)]])
        #expect(shard.rows.uuid == snapshot.tasks.map(\.id.description))
        for (row, task) in snapshot.tasks.enumerated() {
            #expect(shard.text("name", row) == task.facts.name && shard.text("state", row) == task.state)
            #expect(
                shard.text("args", row) == task.facts.args
                    && shard.text("result", row) == task.facts.result ?? task.facts.exception)
            #expect(
                shard.text("worker", row) == task.worker?.description && shard.text("queue", row) == task.facts.queue)
            #expect(shard.text("exception", row) == task.facts.exception)
            let runtime = task.executionTime.map { ($0 * 1e6).rounded() / 1e6 }
            #expect(shard.rows.seconds["runtime"]?[row] == runtime)
            #expect(shard.rows.cells["started"] == nil && shard.rows.cells["received"] == nil)
            for (column, time) in [("received", task.received), ("started", task.started)] {
                let before = try #require(shard.rows.before[column])[row]
                let milliseconds = time.map { Int((Double($0.microseconds) / 1_000).rounded(.down)) }
                #expect(before.map { shard.rows.base - $0 } == milliseconds)
            }
        }
    }

    @Test func tellsTheZoneOfTheTimes() async throws {
        let zone = Zone(
            name: "Europe/Berlin",
            changes: [
                Zone.Change(from: Instant(microseconds: 1_774_746_000_000_000), seconds: 7200, abbreviation: "CEST"),
                Zone.Change(from: Instant(microseconds: 1_792_890_000_000_000), seconds: 3600, abbreviation: "CET"),
            ])
        let shard = try shard(try await SampleSite(SampleSnapshot(taskCount: 3).snapshot, zone: zone))
        #expect(
            shard.zone == [
                Shard.Offset(from: 1_774_746_000_000, seconds: 7200, name: "CEST"),
                Shard.Offset(from: 1_792_890_000_000, seconds: 3600, name: "CET"),
            ])
    }

    @Test func coversEveryPage() async throws {
        let site = try await SampleSite(SampleSnapshot(taskCount: 1).withBareTasks(6_200))
        let first = try shard(site)
        let parts = try #require(first.parts)
        let shards = try [first] + parts.map { try shard(site, $0[0]) }
        #expect(shards.dropFirst().map(\.stamp) == parts.map { $0[1] })
        #expect(shards.dropFirst().allSatisfy { $0.parts == nil && $0.zone == nil })
        let scripts = site.paths.filter { $0.hasPrefix("data/tasks-") }
        #expect(scripts == (["data/tasks-0001.js"] + parts.map { $0[0] }).sorted())
        let pages = shards.flatMap(\.pages)
        let paths = Set(pages.compactMap { page in if case .text(let path)? = page.first { path } else { nil } })
        #expect(paths == Set(site.pages.filter { $0.hasPrefix("tasks") }))
        let rows = pages.compactMap { $0.last }
        #expect(rows.reduce(0) { sum, rows in if case .number(let count) = rows { sum + count } else { sum } } == 6_201)
        #expect(shards.map(\.rows.uuid.count).reduce(0, +) == 6_201)
    }

    @Test func staysAScriptWhateverIsInIt() async throws {
        let hostile = "</script><!--<script>&\u{2028}\u{0}\u{FFFE}\u{1B}\"\\"
        let site = try await SampleSite(SampleSnapshot(disguise: { hostile + $0 }, taskCount: 8).snapshot)
        let script = try site.text("data/tasks-0001.js")
        let forbidden: Set<Unicode.Scalar> = ["<", ">", "&", "\u{2028}", "\u{2029}", "\u{0}", "\u{1B}"]
        #expect(script.unicodeScalars.allSatisfy { !forbidden.contains($0) })
        let shown = "</script><!--<script>&\u{2028}\"\\"
        let name = try #require(try shard(site).text("name", 0))
        #expect(name.hasPrefix(shown))
    }

    @Test func cutsWhatIsTooLongToBeSearched() async throws {
        let long = String(repeating: "long ", count: 20_000)
        let site = try await SampleSite(SampleSnapshot(disguise: { $0 + long }, taskCount: 8).snapshot)
        #expect(try site.bytes("data/tasks-0001.js").count < 40_000)
        #expect(try shard(site).text("args", 0)?.utf8.count ?? 0 <= 403)
    }
}
