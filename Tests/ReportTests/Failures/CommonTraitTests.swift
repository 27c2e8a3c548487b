import Celery
import TestSupport
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

    @Test func countsATaskOnceThatTellsAnArgumentTwice() {
        let found = traits(Array(repeating: "{'a': 1, 'a': 1}", count: 4) + ["{'b': 1}"])
        #expect(found.first { $0.name == "kwargs.a" }?.share == "4 of 5")
    }

    /// Whatever the order in which they come.
    @Test(arguments: 0..<40)
    func tellsAllThatMostHaveAndNothingElse(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let count = Int.random(in: 3...60, using: &random)
        func arguments() -> String {
            let values = "abcd".map { "'\($0)': \(Int.random(in: 0...9, using: &random) < 8 ? 1 : 2)" }
            return "{\(values.joined(separator: ", "))}"
        }
        let (failed, others) = ((0..<count).map { _ in arguments() }, (0..<count).map { _ in arguments() })
        let found = traits(failed, others: others).filter { $0.name != "queue" }
        func share(of value: String, among all: [String]) -> Double {
            Double(all.count { $0.contains(value) }) / Double(all.count)
        }
        let values = "abcd".flatMap { key in [1, 2].map { "'\(key)': \($0)" } }
        let expected = values.filter { share(of: $0, among: failed) >= 0.8 }
        #expect(Set(found.map { "'\($0.name.suffix(1))': \($0.value)" }) == Set(expected))
        for trait in found {
            let value = "'\(trait.name.suffix(1))': \(trait.value)"
            #expect(trait.isUsual == (share(of: value, among: failed) < 1.25 * share(of: value, among: others)))
            #expect(trait.others == Wording.share(share(of: value, among: others), of: 1) + " of the other \(count)")
        }
    }

    @Test(arguments: [
        "", "{", "{'a", "{'a': ", "{'a': [1, ", "}{", "{'a': 1, 'a': 2, 'a': 3", "(1, 2)", "💥", "...", "{1: {2: {3",
    ])
    func readsAsFarAsItCan(kwargs: String) {
        #expect(traits(Array(repeating: kwargs, count: 3)).allSatisfy { $0.share == "all 3" })
    }
}
