import Celery
import Testing

@testable import Report

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

    @Test func numbersTextsThatLookAlikeEachForItself() {
        var table = TextTable()
        let texts = ["caf\u{e9}", "cafe\u{301}"]
        #expect(texts.map { table.number(of: $0) } == [1, 2])
        #expect(table.texts.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
    }
}
