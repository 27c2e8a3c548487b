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

    @Test(arguments: [(0, 1), (1, 1), (200, 1), (201, 2), (2_500, 13)])
    func holdsAtMostTwoHundredRows(count: Int, expected: Int) {
        let paging = TaskPaging(tasks(count))
        #expect(paging.pages.count == expected)
        #expect(paging.pages.allSatisfy { $0.count <= 200 })
        #expect(paging.pages.map(\.count).reduce(0, +) == count)
        #expect(zip(paging.pages, paging.pages.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
    }

    @Test func makesPagesOfLongTracebacksShorter() {
        let quotes = String(repeating: "\"", count: 100_000)
        let paging = TaskPaging(tasks(100, traceback: quotes))
        #expect(paging.pages.allSatisfy { $0.count <= 8 })
        #expect(paging.pages.map(\.count).reduce(0, +) == 100)
    }

    @Test func linksAllPagesWhereTheyAreFew() {
        let paging = TaskPaging(tasks(3_000))
        #expect(paging.pages.indices.allSatisfy { paging.linked(from: $0) == Array(0..<15) })
    }

    @Test func linksTheNeighboursTheEndsAndSomeBetween() {
        let paging = TaskPaging(tasks(60_000))
        #expect(paging.linked(from: 0) == [0, 1, 2, 3, 4, 29, 59, 89, 119, 149, 179, 209, 239, 269, 299])
        #expect(paging.linked(from: 150).filter { (140...160).contains($0) } == Array(146...154))
        #expect(paging.pages.indices.allSatisfy { paging.linked(from: $0).count < 25 })
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
