import Celery
import TestSupport
import Testing

/// What about workers needs attention, and what doesn't.
struct WorkerFindingsTests {
    private func heartbeats(
        of worker: String = "w1@a", until last: Double, ahead: Double = 0, in stream: inout EventStream
    ) {
        for second in stride(from: 0.0, through: last, by: 2) {
            stream.worker(.heartbeat, worker, at: second + ahead, processed: 0, active: 0, heard: second)
        }
    }

    private func inspection(_ answers: [String: WorkerInspection]) -> Evidence {
        var evidence = Evidence()
        evidence.inspection = Inspection(
            asked: EventStream.at(50), answered: EventStream.at(51), expected: answers.count,
            workers: Dictionary(uniqueKeysWithValues: answers.map { (WorkerName($0.key), $0.value) }), isComplete: true)
        return evidence
    }

    @Test func tellsAWorkerThatFellSilentFromOneThatSaidGoodBye() throws {
        var stream = EventStream()
        heartbeats(of: "killed@a", until: 10, in: &stream)
        heartbeats(of: "stopped@a", until: 10, in: &stream)
        stream.worker(.offline, "stopped@a", at: 12)
        let findings = stream.events.snapshot(at: 400).findings.filter { $0.code == .workerOffline }
        #expect(findings.map(\.subject) == ["killed@a", "stopped@a"])
        #expect(findings.map(\.severity) == [.warning, .note])
        #expect(findings.map(\.time) == [EventStream.at(10), EventStream.at(12)])
    }

    @Test func callsAWorkerSilentBeforeItCountsAsOffline() throws {
        var stream = EventStream()
        heartbeats(until: 10, in: &stream)
        let finding = try #require(stream.events.snapshot(at: 100).findings.first { $0.code == .workerSilent })
        #expect(finding.message.text == "worker 'w1@a' has been silent for 90 s" && finding.severity == .note)
        #expect(!stream.events.snapshot(at: 11).findings.contains { $0.code.rawValue.hasPrefix("worker_") })
    }

    @Test func namesAWorkerThatIsAliveAndDidNotAnswer() {
        var stream = EventStream()
        heartbeats(until: 50, in: &stream)
        var answer = WorkerInspection()
        answer.isAlive = true
        #expect(
            stream.events.snapshot(at: 51, evidence: inspection(["w2@a": answer])).findings.contains {
                $0.code == .workerSilentToInspection && $0.subject == "w1@a" && $0.severity == .warning
            })
        #expect(
            !stream.events.snapshot(at: 51, evidence: inspection(["w1@a": answer])).findings.contains {
                $0.code == .workerSilentToInspection
            })
    }

    @Test(arguments: [(30.0, "30 s ahead of"), (-600, "10 min behind"), (5, nil)])
    func comparesClocks(ahead: Double, words: String?) {
        var stream = EventStream()
        heartbeats(until: 10, ahead: ahead, in: &stream)
        let finding = stream.events.snapshot(at: 11).findings.first { $0.code == .clockSkew }
        #expect(finding?.message.text == words.map { "the clock of 'w1@a' is \($0) ours" })
    }

    /// Workers that send no events, seen for the first time: the results tell that something ended.
    @Test(arguments: [(30.0, Finding.Severity.warning), (-3600, .note)])
    func saysOnTheFirstRunThatEndsCameWithoutEvents(finished: Double, severity: Finding.Severity) throws {
        var stream = EventStream()
        heartbeats(until: 50, in: &stream)
        var evidence = Evidence()
        evidence.results = [
            StoredResult(task: TaskID("t1"), state: "SUCCESS", finished: EventStream.at(finished)),
            StoredResult(task: TaskID("t2"), state: "FAILURE", finished: EventStream.at(-3600)),
        ]
        let snapshot = stream.events.snapshot(at: 51, evidence: evidence)
        let finding = try #require(snapshot.findings.first { $0.code == .eventsOff })
        #expect(finding.severity == severity && finding.message.text.contains("2 tasks ended by the stored results"))
        // One event of a task is enough to know better, and so is a result that no worker made.
        stream.attempt("t3", at: 20)
        #expect(!stream.events.snapshot(at: 51, evidence: evidence).findings.contains { $0.code == .eventsOff })
        evidence.results = [StoredResult(task: TaskID("t1"), state: "REVOKED", finished: EventStream.at(30))]
        var idle = EventStream()
        heartbeats(until: 50, in: &idle)
        #expect(!idle.events.snapshot(at: 51, evidence: evidence).findings.contains { $0.code == .eventsOff })
    }

    @Test func forgetsWhoHasBeenGoneForLong() {
        var stream = EventStream()
        heartbeats(until: 10, in: &stream)
        let day = 86_400.0
        #expect(stream.events.snapshot(at: day).findings.contains { $0.code == .workerOffline })
        #expect(!stream.events.snapshot(at: day + 100).findings.contains { $0.code == .workerOffline })
    }
}
