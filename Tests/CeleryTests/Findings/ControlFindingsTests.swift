import Celery
import TestSupport
import Testing

/// What is said of workers that could not be asked, and of those that are but names.
struct ControlFindingsTests {
    private func findings(bound: [String], isKnown: Bool = true, answers: Bool = false) -> [Finding] {
        var stream = EventStream()
        for second in stride(from: 0.0, through: 50, by: 2) { stream.worker(.heartbeat, "w1@a", at: second) }
        var evidence = Evidence()
        evidence.boundWorkers = bound.map { WorkerName($0) }
        evidence.namesBoundWorkers = isKnown
        var answer = WorkerInspection()
        answer.isAlive = true
        evidence.inspection = Inspection(
            asked: EventStream.at(50), answered: EventStream.at(50), expected: 1,
            workers: answers ? [WorkerName("w1@a"): answer] : [:])
        return stream.events.snapshot(at: 51, evidence: evidence).findings
    }

    @Test func tellsRemoteControlThatIsOffFromSilence() {
        #expect(findings(bound: ["w1@a"]).map(\.code.rawValue).contains("worker_silent_to_inspection"))
        #expect(findings(bound: ["w2@a"]).map(\.code.rawValue).contains("worker_without_control"))
        // Where nobody tells all the names, silence is all that is known.
        #expect(findings(bound: [], isKnown: false).map(\.code.rawValue).contains("worker_silent_to_inspection"))
        #expect(!findings(bound: ["w1@a"], answers: true).map(\.code.rawValue).contains { $0.hasPrefix("worker_") })
    }

    /// Of two that are alive one or both answered in pickle.
    @Test(arguments: [(2, []), (1, ["1 of 2 workers answered the inspection"])])
    func doesNotCallAWorkerSilentThatAnsweredInAFormItCannotRead(unreadable: Int, expected: [String]) {
        var stream = EventStream()
        for second in stride(from: 0.0, through: 50, by: 2) {
            for name in ["w1@a", "w2@a"] { stream.worker(.heartbeat, name, at: second) }
        }
        var evidence = Evidence()
        evidence.boundWorkers = ["w1@a", "w2@a"].map { WorkerName($0) }
        let time = EventStream.at(50)
        evidence.inspection = Inspection(asked: time, answered: time, expected: nil, workers: [:])
        evidence.inspection?.unreadableWorkers = unreadable
        let found = stream.events.snapshot(at: 51, evidence: evidence).findings
        #expect(!found.contains { $0.code == .workerSilentToInspection })
        #expect(found.contains { $0.code == .inspectionUnreadable })
        #expect(found.filter { $0.code == .inspectionIncomplete }.map(\.message.text) == expected)
    }

    @Test func saysOnceThatAWorkerDidNotAnswer() {
        #expect(!findings(bound: ["w1@a"]).map(\.code.rawValue).contains("inspection_incomplete"))
    }

    @Test func countsTheNamesThatManyDeadWorkersLeft() throws {
        let left = (1...3000).map { "w@pod-\($0)" }
        let snapshot = findings(bound: ["w1@a"] + left, answers: true)
        let finding = try #require(snapshot.first { $0.code == .namesLeft })
        #expect(finding.message.text == "3,000 workers are only names in the broker: nothing was heard of them")
        #expect(!snapshot.contains { $0.code == .workerUnknown })
    }

    @Test func listsAFewOfThem() {
        let few = findings(bound: ["w1@a", "w2@a", "w3@a"], answers: true)
        #expect(few.count { $0.code == .workerUnknown } == 2 && !few.contains { $0.code == .namesLeft })
    }

    /// One without heartbeats, whose tasks tell that it was there.
    @Test func saysThatTasksOfAWorkerWereHeardOf() {
        var stream = EventStream()
        stream.attempt("t", on: "w1@a", at: 1)
        let found = stream.events.snapshot(at: 51).findings.filter { $0.code == .workerUnknown }
        #expect(
            found.map(\.message.text) == [
                "nobody knows whether worker 'w1@a' is there: it sent events of 1 attempt, and neither a heartbeat nor an answer"
            ])
    }

    @Test func givesTheManyNoRows() {
        var evidence = Evidence()
        evidence.boundWorkers = (1...3000).map { WorkerName("w@pod-\($0)") }
        #expect([Event]().snapshot(evidence: evidence).workers.isEmpty)
    }
}
