import Celery
import Testing

@testable import Report

/// What failed tasks have in common.
struct CommonTraitTests {
    private func task(_ number: Int, kwargs: String, queue: String? = "q") -> TaskRow {
        var facts = TaskFacts()
        (facts.kwargs, facts.queue) = (kwargs, queue)
        return TaskRow(id: TaskID("\(number)"), state: "FAILURE", facts: facts, source: .events, attempts: [])
    }

    private func traits(_ failed: [String], others: [String] = []) -> [CommonTrait] {
        let tasks = (failed + others).enumerated().map { task($0, kwargs: $1) }
        return CommonTrait.all(of: Array(failed.indices), among: Array(tasks.indices), tasks: tasks)
    }

    @Test func putsFirstWhatSetsThemApart() {
        let failed = ["{'shop': 'a', 'n': 1}", "{'shop': 'a', 'n': 2}", "{'shop': 'a', 'n': 3}"]
        let found = traits(failed, others: ["{'shop': 'b', 'n': 4}", "{'shop': 'a', 'n': 5}", "{'shop': 'c'}"])
        #expect(found.map(\.name) == ["kwargs.shop", "queue"])
        #expect(found[0].share == "all 3" && found[0].others == "33 % of the other 3" && !found[0].isUsual)
        #expect(found[1].isUsual)
    }

    @Test func tellsOfMostAsWellAsOfAll() {
        let found = traits((0..<10).map { $0 < 9 ? "{'a': 1}" : "{'a': 2}" })
        #expect(found.first { $0.name == "kwargs.a" }?.share == "9 of 10")
        #expect(found.allSatisfy { $0.others == nil && !$0.isUsual })
    }

    @Test func saysNothingOfTwoAndNothingOfWhatWasRedacted() {
        #expect(traits(["{'a': 1}", "{'a': 1}"]).isEmpty)
        #expect(
            !traits(["{'a': '[redacted]'}", "{'a': '[redacted]'}", "{'a': '[redacted]'}"]).contains {
                $0.name == "kwargs.a"
            })
    }

    @Test(arguments: [
        "", "{", "{'a", "{'a': ", "{'a': [1, ", "}{", "{'a': 1, 'a': 2, 'a': 3", "(1, 2)", "💥", "...", "{1: {2: {3",
    ])
    func readsAsFarAsItCan(kwargs: String) {
        #expect(traits(Array(repeating: kwargs, count: 3)).allSatisfy { $0.share == "all 3" })
    }
}
