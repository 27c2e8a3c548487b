import Celery
import TestSupport
import Testing

struct AssessmentTests {
    private func inspection(
        at seconds: Double, of workers: [String] = ["w1@a"], active: [HeldTask] = [], reserved: [HeldTask] = []
    ) -> Inspection {
        var answers: [WorkerName: WorkerInspection] = [:]
        for (index, name) in workers.enumerated() {
            var answer = WorkerInspection()
            answer.isAlive = true
            answer.active = index == 0 ? active : []
            answer.reserved = index == 0 ? reserved : []
            answer.scheduled = []
            answers[WorkerName(name)] = answer
        }
        return Inspection(
            asked: EventStream.at(seconds), answered: EventStream.at(seconds + 0.1), expected: workers.count,
            workers: answers,
            isComplete: true)
    }

    private func evidence(_ inspection: Inspection, unacknowledged: [String] = []) -> Evidence {
        var evidence = Evidence()
        evidence.inspection = inspection
        evidence.unacknowledged = unacknowledged.map { UnacknowledgedMessage(task: TaskID($0)) }
        return evidence
    }

    @Test func losesWhatASilentWorkerHadBegun() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 0)
        stream.task(.received, at: 1)
        stream.task(.started, at: 2)
        stream.task(.received, "waiting", at: 2)
        #expect(stream.events.outcomes(at: 200) == [.active])
        #expect(stream.events.outcomes(at: 400) == [.lost])
        #expect(stream.events.outcomes(of: "waiting", at: 400) == [.returned])
    }

    @Test func takesForAnAttemptTheMessageThatItWasReceivedBy() {
        var stream = EventStream()
        stream.task(.sent, on: "producer", at: 0) { $0.retries = 0 }
        stream.attempt("t1", ending: .retried, at: 1)
        stream.task(.sent, on: "w1@a", at: 1.2) { $0.retries = 1 }
        stream.attempt("t1", at: 5, retries: 1)
        #expect(messageTimes(stream.events) == [EventStream.at(0), EventStream.at(1.2)])
        let unnumbered = stream.events.filter { !isReceipt($0) }
        #expect(messageTimes(unnumbered) == [EventStream.at(0), EventStream.at(1.2)])
        #expect(messageTimes(unnumbered.dropFirst()) == [nil, EventStream.at(1.2)])
    }

    private func messageTimes(_ events: some Sequence<Event>) -> [Instant?] {
        Array(events).assessed().tasks.flatMap(\.attempts).map(\.sent)
    }

    private func isReceipt(_ event: Event) -> Bool {
        if case .task(let event) = event { event.kind == .received } else { false }
    }

    @Test func doesNotBringAWorkerBackByALateTaskEvent() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 0)
        stream.worker(.offline, at: 10)
        stream.attempt("t1", at: 11)
        #expect(stream.events.snapshot(at: 12).workers.map(\.status) == [.offline])
    }

    @Test func callsAWorkerStoppingUntilWhatItBeganHasEnded() {
        var stream = EventStream()
        stream.worker(.online, at: 0)
        stream.task(.received, at: 1)
        stream.task(.started, at: 2)
        stream.worker(.offline, at: 3)
        #expect(stream.events.snapshot(at: 5).workers.map(\.status) == [.stopping])
        #expect(stream.events.outcomes(at: 5) == [.active])
        #expect(stream.events.snapshot(at: 400).workers.map(\.status) == [.offline])
        #expect(stream.events.outcomes(at: 400) == [.lost])
        stream.task(.succeeded, at: 6)
        #expect(stream.events.snapshot(at: 7).workers.map(\.status) == [.offline])
    }

    @Test func judgesAliveByOurClockWhateverTheSendersSays() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 3600, heard: 1)
        #expect(stream.events.snapshot(at: 2).workers.map(\.status) == [.online])
        #expect(stream.events.snapshot(at: 60).workers.map(\.status) == [.unknown])
        #expect(stream.events.snapshot(at: 400).workers.map(\.status) == [.offline])
    }

    @Test func callsAnAttemptUnaccountedThatNobodyHoldsAnyMore() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 59)
        stream.task(.received, at: 1)
        stream.task(.started, at: 2)
        #expect(stream.events.outcomes(evidence: evidence(inspection(at: 50))) == [.unaccounted])
        #expect(stream.events.outcomes(evidence: evidence(inspection(at: 50), unacknowledged: ["t1"])) == [.active])
        #expect(
            stream.events.outcomes(evidence: evidence(inspection(at: 50, active: [HeldTask(task: TaskID("t1"))]))) == [
                .active
            ])
    }

    @Test func trustsEventsThatCameAfterTheInspection() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 59)
        stream.task(.received, at: 55)
        #expect(stream.events.outcomes(evidence: evidence(inspection(at: 50))) == [.received])
    }

    @Test func neverCountsTwiceWhatEventsAndInspectionBothKnow() {
        var stream = EventStream()
        stream.task(.succeeded, at: 55) { $0.runtime = 20 }
        let active = HeldTask(task: TaskID("t1"), started: EventStream.at(35))
        let evidence = evidence(inspection(at: 50, active: [active]))
        #expect(stream.events.outcomes(evidence: evidence) == [.succeeded])
        #expect(
            stream.events.assessed(evidence: evidence).tasks.first?.attempts.first?.attempt.started
                == EventStream.at(35))
    }

    @Test func countsWhatOnlyTheInspectionKnows() {
        var stream = EventStream()
        stream.attempt("other", at: 55)
        let evidence = evidence(
            inspection(
                at: 50, active: [HeldTask(task: TaskID("t1"), started: EventStream.at(-10))],
                reserved: [HeldTask(task: TaskID("t2"))]))
        let counts = stream.events.snapshot(evidence: evidence).workers.first?.counts
        #expect(counts?[.active] == 1 && counts?[.received] == 1 && counts?[.succeeded] == 1)
        #expect(counts?.processed == 3 && counts?.closes == true)
    }

    @Test func countsAnAttemptFromBeforeTheSpanAsCarried() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 59)
        stream.task(.started, at: 10)
        let held = HeldTask(task: TaskID("t0"), started: EventStream.at(-90_000))
        let counts = stream.events.snapshot(evidence: evidence(inspection(at: 50, active: [held]))).totals.counts
        #expect(counts.carried == 1)
    }

    @Test func callsAnAttemptUnaccountedThatWasLastSeenBeforeNobodyWatched() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 59)
        stream.task(.received, at: 1)
        stream.task(.started, at: 2)
        let watched = [
            TimeSpan(since: EventStream.at(0), until: EventStream.at(10)),
            TimeSpan(since: EventStream.at(50), until: EventStream.at(60)),
        ]
        #expect(stream.events.outcomes(watched: watched) == [.unaccounted])
        #expect(
            stream.events.outcomes(
                evidence: evidence(inspection(at: 55, active: [HeldTask(task: TaskID("t1"))])), watched: watched)
                == [.active])
    }

    @Test func closesByAStoredResultWhatItsWorkerCannotTellAnyMore() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 59)
        stream.task(.started, at: 2)
        var evidence = evidence(inspection(at: 50))
        evidence.results = [StoredResult(task: TaskID("t1"), state: "SUCCESS", finished: EventStream.at(8))]
        #expect(stream.events.outcomes(evidence: evidence) == [.succeeded])
        evidence.results = [StoredResult(task: TaskID("t1"), state: "REVOKED", finished: EventStream.at(8))]
        #expect(stream.events.outcomes(evidence: evidence) == [.unaccounted])
    }

    @Test func letsEventsWinOverStoredResults() {
        var stream = EventStream()
        stream.attempt("t1", at: 1)
        var evidence = Evidence()
        evidence.results = [StoredResult(task: TaskID("t1"), state: "REVOKED", finished: EventStream.at(2))]
        #expect(stream.events.snapshot(evidence: evidence).tasks.map(\.state) == ["SUCCESS"])
    }
}
