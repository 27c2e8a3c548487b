import Celery
import Testing

@testable import Report

struct TaskPagingTests {
    /// Tasks without a time.
    private func bare(_ count: Int, traceback: String? = nil) -> [TaskRow] {
        (0..<count).map { number in
            var facts = TaskFacts()
            facts.traceback = traceback
            return TaskRow(id: TaskID("t\(number)"), state: "SUCCESS", facts: facts, source: .events, attempts: [])
        }
    }

    @Test(arguments: [(0, 1), (1, 1), (200, 1), (201, 2), (2_500, 17)])
    func holdsAtMostTwoHundredRows(count: Int, expected: Int) {
        let paging = TaskPaging(bare(count))
        #expect(paging.pages.count == expected)
        #expect(paging.pages.allSatisfy { $0.rows.count <= 200 })
        #expect(paging.pages.map(\.rows.count).reduce(0, +) == count)
        #expect(zip(paging.pages, paging.pages.dropFirst()).allSatisfy { $0.rows.upperBound == $1.rows.lowerBound })
        #expect(Set(paging.pages.map(\.path)).count == expected)
    }

    @Test func makesPagesOfHeavyTasksShorter() {
        let room = PageRoom(most: 8_000) { task, children in (task.facts.traceback?.count ?? 0) + children.count }
        let paging = TaskPaging(bare(100, traceback: String(repeating: "x", count: 1_000)), room: room)
        #expect(paging.pages.allSatisfy { $0.rows.count <= 8 })
        #expect(paging.pages.map(\.rows.count).reduce(0, +) == 100)
    }

    @Test func linksAllPagesWhereTheyAreFew() {
        let paging = TaskPaging(bare(950))
        #expect(paging.linked(from: 0) == Array(0..<7))
    }

    @Test func linksTheNeighboursAndTheEnds() {
        let paging = TaskPaging(bare(60_000))
        let last = paging.pages.count - 1
        #expect(paging.linked(from: 0) == [0, 1, 2, nil, last - 2, last - 1, last])
        #expect(paging.linked(from: 4) == [0, 1, 2, 3, 4, 5, nil, last - 2, last - 1, last])
        #expect(paging.linked(from: 9) == [0, 1, 2, nil, 8, 9, 10, nil, last - 2, last - 1, last])
    }

    @Test func knowsThePageOfEachTask() throws {
        let paging = TaskPaging(bare(2_500))
        for page in paging.pages {
            #expect(paging.page(of: TaskID("t\(page.rows.lowerBound)")) == page.path)
            #expect(paging.page(of: TaskID("t\(page.rows.upperBound - 1)")) == page.path)
        }
        #expect(paging.page(of: TaskID("another")) == nil)
        #expect(paging.pages[0].path == "tasks.html")
        #expect(paging.pages[1].path == "tasks-2.html")
    }

    @Test func keepsThePastAsItIs() {
        // A task every 0.6 s; five minutes later there are 500 more, and as many of the oldest are forgotten.
        func paging(_ numbers: Range<Int>) -> TaskPaging {
            TaskPaging(
                numbers.reversed().map { number in
                    let time = Instant(microseconds: 1_795_300_000_000_000) + Double(number) * 0.6
                    return TaskRow(
                        id: TaskID("t\(number)"), state: "SUCCESS", facts: TaskFacts(), received: time, source: .events,
                        attempts: [])
                })
        }
        func lasting(_ paging: TaskPaging, upTo newest: Int) -> [String: ClosedRange<Int>] {
            Dictionary(
                uniqueKeysWithValues: paging.pages.filter { !$0.isOpen }.map { page in
                    (page.path, newest - page.rows.upperBound...newest - page.rows.lowerBound)
                })
        }
        let before = lasting(paging(0..<10_000), upTo: 10_000)
        let after = lasting(paging(500..<10_500), upTo: 10_500)
        let same = after.filter { before[$0.key] == $0.value }
        #expect(same.values.reduce(0) { $0 + $1.count - 1 } >= 9_000)
        #expect(before.keys.allSatisfy { $0.wholeMatch(of: /tasks-2026112[12]-\d{6}\.html/) != nil })
    }
}
