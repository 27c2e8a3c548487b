import Celery
import TestSupport
import Testing

/// The tasks that wait for their ETA, each once.
struct EtaBacklogTests {
    private let now = EventStream.at(60)

    private func evidence(
        scheduled: [(String, Double)]? = [], unacknowledged: [(String, Double?)]? = nil, levels: [Int: Int] = [:]
    ) -> Evidence {
        var evidence = Evidence()
        var answer = WorkerInspection()
        answer.isAlive = true
        answer.scheduled = scheduled?.map { task, seconds in
            var facts = TaskFacts()
            facts.eta = now + seconds
            return HeldTask(task: TaskID(task), facts: facts)
        }
        evidence.inspection = Inspection(
            asked: EventStream.at(59), answered: now, expected: 1, workers: [WorkerName("w1@a"): answer],
            isComplete: scheduled != nil)
        evidence.unacknowledged = unacknowledged?.map { task, seconds in
            var facts = TaskFacts()
            facts.eta = seconds.map { now + $0 }
            return UnacknowledgedMessage(task: TaskID(task), facts: facts)
        }
        var delays = QueueContent(name: "celery_delayed", ready: levels.values.reduce(0, +), unacknowledged: 0)
        (delays.role, delays.levels) = (.delay, levels)
        evidence.queues = [
            QueueReading(
                time: now, queues: [QueueContent(name: "celery", ready: 0)] + (levels.isEmpty ? [] : [delays]))
        ]
        return evidence
    }

    private func counts(_ evidence: Evidence, _ stream: EventStream = EventStream()) -> [Int]? {
        stream.events.snapshot(evidence: evidence).etaBacklog?.map(\.count)
    }

    @Test func tellsApartHowSoonTheyAreDue() throws {
        let scheduled = [("a", -5.0), ("b", 30), ("c", 61), ("d", 600), ("e", 3_000), ("f", 80_000), ("g", 90_000)]
        let snapshot = EventStream().events.snapshot(evidence: evidence(scheduled: scheduled))
        #expect(snapshot.etaBacklog?.map(\.dueWithin) == [0, 60, 600, 3_600, 86_400, nil])
        #expect(snapshot.etaBacklog?.map(\.count) == [1, 1, 2, 1, 1, 1])
    }

    /// At Redis, what a worker holds for later is in flight as well; what has no ETA waits for none.
    @Test func countsOnceWhatIsToldTwice() {
        let told = evidence(scheduled: [("a", 30)], unacknowledged: [("a", 30), ("b", 30), ("c", nil)])
        #expect(counts(told) == [0, 2, 0, 0, 0, 0])
        #expect(counts(evidence(scheduled: nil, unacknowledged: [("a", 30)])) == [0, 1, 0, 0, 0, 0])
    }

    @Test func leavesOutWhatIsExecutedAlready() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 59)
        stream.task(.received, "a", at: 1) { $0.eta = EventStream.at(50) }
        stream.task(.started, "a", at: 50)
        let told = evidence(unacknowledged: [("a", -10), ("b", -10)])
        #expect(counts(told, stream) == [1, 0, 0, 0, 0, 0])
    }

    /// At level 5 a message waits for up to 32 s, and then for up to 31 at lower ones.
    @Test func countsWhatWaitsInTheBrokerAtTheLatest() {
        #expect(counts(evidence(levels: [0: 1, 4: 2, 5: 3, 27: 1])) == [0, 3, 3, 0, 0, 1])
    }

    /// What its sender told of is counted by its time, and once.
    @Test func takesTheTimeFromTheSenderWhereItTold() {
        var stream = EventStream()
        for (task, seconds) in [("a", 40.0), ("b", 31.6), ("gone", 3_000)] {
            stream.task(.sent, task, at: 1) { $0.eta = now + seconds }
        }
        #expect(counts(evidence(levels: [5: 1, 4: 1, 9: 2]), stream) == [0, 2, 0, 2, 0, 0])
        #expect(counts(evidence(levels: [5: 3]), stream) == [0, 2, 1, 0, 0, 0])
    }

    @Test func saysNothingWhereNotEverybodyTold() {
        #expect(counts(evidence(scheduled: nil)) == nil)
        #expect(counts(Evidence()) == nil)
    }
}
