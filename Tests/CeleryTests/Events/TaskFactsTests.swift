import Celery
import TestSupport
import Testing

struct TaskFactsTests {
    /// Whoever adds a fact adds it to the sample, which is then missing from whatever doesn't carry it.
    @Test func areAllInTheSample() { #expect(TaskFacts.complete.unset == []) }

    @Test func mergeEachFact() {
        var facts = TaskFacts()
        facts.merge(.complete)
        #expect(facts == .complete)
        facts.merge(TaskFacts())
        #expect(facts == .complete)
    }

    @Test func fillEachFactThatIsNotKnown() {
        var facts = TaskFacts()
        facts.fill(.complete)
        #expect(facts == .complete)
        facts = TaskFacts()
        facts.name = "other"
        facts.fill(.complete)
        #expect(facts.name == "other" && facts.args == TaskFacts.complete.args)
    }
}
