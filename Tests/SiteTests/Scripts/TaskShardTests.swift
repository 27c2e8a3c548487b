import Celery
import Testing

@testable import Report
@testable import Site

struct TaskShardTests {
    private func paging(_ count: Int) -> TaskPaging {
        TaskPaging(
            (0..<count).map {
                TaskRow(id: TaskID("t\($0)"), state: "SUCCESS", facts: TaskFacts(), source: .events, attempts: [])
            })
    }

    @Test(arguments: [(0, 0), (1, 1), (200, 1), (1_999, 2), (2_500, 3), (12_000, 7)])
    func takesNoMoreThanTwoThousandRows(tasks: Int, shards: Int) {
        let paging = paging(tasks)
        #expect(TaskShard.all(of: paging).count == shards)
        #expect(paging.parts.allSatisfy { $0.rows.count <= 2_000 })
        #expect(paging.parts.map(\.rows.count).reduce(0, +) == tasks)
        let shares = paging.parts.flatMap { paging.pages(of: $0.rows) }
        #expect(shares.map(\.rows).reduce(0, +) == tasks)
    }

    @Test func isNamedByItsTime() {
        #expect(
            TaskShard.all(of: paging(6_000)).map(\.path) == [
                "data/tasks-0001.js", "data/tasks-undated-3.js", "data/tasks-undated-2.js", "data/tasks-undated.js",
            ])
    }

    @Test func staysTheSameWhereItsRowsDo() throws {
        // A task every 0.6 s; five minutes later there are 500 more, and as many of the oldest are forgotten.
        func scripts(_ numbers: Range<Int>) -> [String: [UInt8]] {
            let start = Instant(microseconds: 1_795_300_000_000_000)
            var snapshot = SampleSnapshot(taskCount: 0).snapshot
            snapshot.capturedAt = start + Double(numbers.upperBound) * 0.6
            snapshot.tasks = numbers.reversed().map { number in
                TaskRow(
                    id: TaskID("t\(number)"), state: "SUCCESS", facts: TaskFacts(),
                    received: start + Double(number) * 0.6, source: .events, attempts: [])
            }
            let report = Report(snapshot, zone: .utc)
            let shards = TaskShard.all(of: report.taskPages)
            return Dictionary(uniqueKeysWithValues: shards.map { ($0.path, $0.bytes(of: report)) })
        }
        let (before, after) = (scripts(0..<10_000), scripts(500..<10_500))
        let same = after.filter { before[$0.key] == $0.value }
        let share = Double(same.values.reduce(0) { $0 + $1.count }) / Double(after.values.reduce(0) { $0 + $1.count })
        #expect(share > 0.5)
        #expect(after["data/tasks-0001.js"] != before["data/tasks-0001.js"])
    }
}
