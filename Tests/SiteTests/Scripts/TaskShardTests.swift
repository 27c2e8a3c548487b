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

    @Test(arguments: [(0, 0), (1, 1), (4_999, 1), (5_500, 2), (12_000, 3)])
    func takesWholePagesUntilItHasEnough(tasks: Int, shards: Int) {
        #expect(TaskShard.all(of: paging(tasks)).count == shards)
    }

    @Test func isNamedByItsNumber() {
        #expect(TaskShard.all(of: paging(6_000)).map(\.path) == ["data/tasks-0001.js", "data/tasks-0002.js"])
    }
}
