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
        let stamp: String
        let shards: Int
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

    private func shard(_ site: SampleSite, _ number: Int = 1) throws -> Shard {
        let script = try site.text("data/tasks-000\(number).js")
        try #require(script.hasPrefix("herbariumTasks(") && script.hasSuffix(");\n"))
        return try JSONDecoder().decode(Shard.self, from: Data(script.dropFirst(15).dropLast(3).utf8))
    }

    @Test func holdsWhatTheSnapshotHas() async throws {
        let snapshot = SampleSnapshot(taskCount: 30).snapshot
        let shard = try shard(try await SampleSite(snapshot))
        #expect(shard.stamp == snapshot.capturedAt.iso8601)
        #expect(shard.pages == [[.text("tasks.html"), .number(30)]])
        #expect(shard.rows.uuid == snapshot.tasks.map(\.id.description))
        for (row, task) in snapshot.tasks.enumerated() {
            #expect(shard.text("name", row) == task.facts.name && shard.text("state", row) == task.state)
            #expect(shard.text("args", row) == task.facts.args && shard.text("result", row) == task.facts.result)
            #expect(
                shard.text("worker", row) == task.worker?.description && shard.text("queue", row) == task.facts.queue)
            #expect(shard.text("exception", row) == task.facts.exception)
            #expect(shard.rows.seconds["runtime"]?[row] == task.facts.runtime)
            #expect((shard.text("started", row) == nil) == (task.started == nil))
            let received = try #require(shard.rows.before["received"]?[row])
            #expect(Int64(shard.rows.base - received) * 1_000 - (task.received?.microseconds ?? 0) < 1_000)
        }
    }

    @Test func coversEveryPage() async throws {
        let site = try await SampleSite(SampleSnapshot(taskCount: 1).withBareTasks(6_200))
        let shards = [try shard(site), try shard(site, 2)]
        let rows = shards.flatMap(\.pages).compactMap { $0.last }
        #expect(shards.flatMap(\.pages).compactMap { $0.first }.count == site.pages.count { $0.hasPrefix("tasks") })
        #expect(rows.reduce(0) { sum, rows in if case .number(let count) = rows { sum + count } else { sum } } == 6_201)
        #expect(shards.map(\.rows.uuid.count).reduce(0, +) == 6_201)
        #expect(!site.paths.contains("data/tasks-0003.js"))
        #expect(shards.allSatisfy { $0.shards == 2 })
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
