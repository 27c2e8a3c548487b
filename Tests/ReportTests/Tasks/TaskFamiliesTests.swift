import Celery
import Testing

@testable import Report

struct TaskFamiliesTests {
    private func task(_ id: String, parent: String?) -> TaskRow {
        var facts = TaskFacts()
        facts.parent = parent.map { TaskID($0) }
        return TaskRow(id: TaskID(id), state: "SUCCESS", facts: facts, source: .events, attempts: [])
    }

    @Test func tellsTheChildrenOldestFirst() {
        let families = TaskFamilies([task("c", parent: "a"), task("b", parent: "a"), task("a", parent: nil)])
        #expect(families.children(of: TaskID("a")) == [1, 0])
        #expect(families.children(of: TaskID("b")) == [])
    }

    @Test func isNotCaughtInACircle() {
        let families = TaskFamilies([
            task("a", parent: "b"), task("b", parent: "a"), task("own", parent: "own"), task("c", parent: "gone"),
        ])
        #expect(families.children(of: TaskID("a")) == [1] && families.children(of: TaskID("b")) == [0])
        #expect(families.children(of: TaskID("own")) == [])
    }
}
