import Celery
import Testing

@testable import Report

struct TaskPagingTests {
    private func tasks(_ count: Int, traceback: String? = nil) -> [TaskRow] {
        (0..<count).map { number in
            var facts = TaskFacts()
            facts.traceback = traceback
            return TaskRow(id: TaskID("t\(number)"), state: "SUCCESS", facts: facts, source: .events, attempts: [])
        }
    }

    @Test(arguments: [(0, 1), (1, 1), (1_000, 2), (900, 1), (2_500, 3)])
    func holdsAtMostAThousandRows(count: Int, atLeast: Int) {
        let paging = TaskPaging(tasks(count))
        #expect(paging.pages.count >= (count == 1_000 ? 1 : atLeast))
        #expect(paging.pages.allSatisfy { $0.count <= 1_000 })
        #expect(paging.pages.map(\.count).reduce(0, +) == count)
        #expect(zip(paging.pages, paging.pages.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
    }

    @Test func makesPagesOfLongTracebacksShorter() {
        let quotes = String(repeating: "\"", count: 100_000)
        let paging = TaskPaging(tasks(100, traceback: quotes))
        #expect(paging.pages.allSatisfy { $0.count <= 8 })
        #expect(paging.pages.map(\.count).reduce(0, +) == 100)
    }

    @Test func knowsThePageOfEachTask() throws {
        let paging = TaskPaging(tasks(2_500))
        for (page, range) in paging.pages.enumerated() {
            #expect(paging.page(of: TaskID("t\(range.lowerBound)")) == TaskPaging.path(ofPage: page))
            #expect(paging.page(of: TaskID("t\(range.upperBound - 1)")) == TaskPaging.path(ofPage: page))
        }
        #expect(paging.page(of: TaskID("another")) == nil)
        #expect(TaskPaging.path(ofPage: 0) == "tasks.html")
        #expect(TaskPaging.path(ofPage: 1) == "tasks-2.html")
    }
}
