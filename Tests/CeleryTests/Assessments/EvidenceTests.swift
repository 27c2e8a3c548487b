import Celery
import TestSupport
import Testing

/// What heartbeats, clocks and remote control prove of workers.
struct EvidenceTests {
    private func inspection(
        at seconds: Double, expected: Int, of names: [String], held: [HeldTask] = []
    ) -> Inspection {
        var answer = WorkerInspection()
        (answer.isAlive, answer.active, answer.reserved, answer.scheduled) = (true, held, [], [])
        return Inspection(
            asked: EventStream.at(seconds), answered: EventStream.at(seconds + 0.1), expected: expected,
            workers: Dictionary(uniqueKeysWithValues: names.map { (WorkerName($0), answer) }), isComplete: true)
    }

    @Test func losesNothingOfAWorkerThatSendsNoHeartbeats() {
        var stream = EventStream()
        stream.task(.received, at: 1)
        stream.task(.started, at: 2)
        let snapshot = stream.events.snapshot(at: 4000)
        #expect(snapshot.workers.map(\.status) == [.unknown])
        #expect(snapshot.totals.counts[.active] == 1 && snapshot.totals.counts[.lost] == 0)
        #expect(!snapshot.findings.contains { $0.severity == .critical })
    }

    @Test func takesTheWordOfHeartbeatsForWhatIsExecuted() {
        var stream = EventStream()
        for time in [0.0, 2, 4, 6] { stream.worker(.heartbeat, at: time, processed: 17, active: 2) }
        let row = stream.events.snapshot(at: 7).workers.first
        #expect(row?.counts[.active] == 2)
        #expect(row?.counts.processed == nil && row?.counts[.received] == nil && row?.counts[.lost] == nil)
    }

    @Test func callsABlockedProcessUnknownThatTheBrokerStillReaches() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 1, processed: 1, active: 1)
        stream.task(.received, at: 1)
        stream.task(.started, at: 2)
        var evidence = Evidence()
        evidence.inspection = inspection(at: 599, expected: 1, of: [])
        let snapshot = stream.events.snapshot(at: 600, evidence: evidence)
        #expect(snapshot.workers.map(\.status) == [.unknown])
        #expect(snapshot.totals.counts[.active] == 1)
        #expect(!snapshot.findings.contains { $0.code == .noWorkers || $0.severity == .critical })
    }

    @Test func callsAWorkerGoneWhoseControlQueueIs() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 30, processed: 1, active: 1)
        stream.task(.received, at: 1)
        stream.task(.started, at: 2)
        var evidence = Evidence()
        evidence.inspection = inspection(at: 58, expected: 0, of: [])
        evidence.earlierTraits = [WorkerName("w1@a"): WorkerTraits(seen: EventStream.at(0))]
        #expect(stream.events.snapshot(evidence: evidence).workers.map(\.status) == [.unknown])
        evidence.controlQueues = []
        let snapshot = stream.events.snapshot(evidence: evidence)
        #expect(snapshot.workers.map(\.status) == [.offline])
        #expect(snapshot.totals.counts[.lost] == 1)
    }

    @Test func takesABusySoloWorkerForNoneWithAWrongClock() {
        var stream = EventStream()
        stream.task(.received, at: 10, heard: 30)
        stream.task(.started, at: 10.1, heard: 30)
        #expect(!stream.events.snapshot().findings.contains { $0.code == .clockSkew })
        stream.task(.succeeded, at: 30, heard: 30.1)
        #expect(!stream.events.snapshot().findings.contains { $0.code == .clockSkew })
        stream.worker(.heartbeat, "w2@a", at: 10, heard: 50)
        #expect(stream.events.snapshot().findings.count { $0.code == .clockSkew } == 1)
    }

    @Test func tellsOfTheLastReceiptWhateverItsClockSays() {
        var stream = EventStream()
        stream.task(.received, on: "late@a", at: -5400, heard: 20) { $0.name = "second" }
        stream.worker(.heartbeat, "late@a", at: -5390, heard: 30)
        stream.task(.received, on: "w1@a", at: 10) { $0.name = "first" }
        stream.task(.started, on: "w1@a", at: 11)
        stream.worker(.heartbeat, "w1@a", at: 59, processed: 1, active: 1)
        let row = stream.events.snapshot().tasks.first
        #expect(row?.facts.name == "second")
        #expect(row?.attempts.map(\.worker.description) == ["w1@a", "late@a"])
        #expect(row?.attempts.map(\.outcome).first == .unaccounted)
    }

    @Test func keepsResultsOfAWorkerWhoseClockIsAhead() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 59)
        var evidence = Evidence()
        evidence.results = [StoredResult(task: TaskID("t9"), state: "SUCCESS", finished: EventStream.at(5400))]
        #expect(stream.events.snapshot(evidence: evidence).tasks.map(\.id) == [TaskID("t9")])
    }

    @Test func countsAsSeenWhatAnyEventTellsOf() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: -20, processed: 900, active: 0)
        stream.worker(.online, at: 0, pid: 8, processed: 0, active: 0)
        for number in 0..<60 { stream.task(.succeeded, "t\(number)", at: 5 + Double(number) / 10) { $0.runtime = 0.1 } }
        stream.worker(.heartbeat, at: 20, pid: 8, processed: 96, active: 0)
        let row = stream.events.snapshot(at: 60).workers.first
        #expect(row?.executions == 96 && row?.unseen == 36)
    }

    @Test func takesNamesForWhatTheirBytesAre() {
        var stream = EventStream()
        for name in ["w\u{e9}@a", "we\u{301}@a", "w\u{212b}@a", "wA\u{30a}@a"] {
            stream.attempt("task-of-\(name)", on: name, at: 1)
        }
        let snapshot = stream.events.snapshot()
        #expect(snapshot.workers.count == 4 && snapshot.tasks.count == 4)
        #expect(snapshot.totals.counts[.succeeded] == 4)
    }

    @Test func saysWhichTypeNoWorkerKnows() {
        var stream = EventStream()
        for number in 0..<3 {
            stream.task(.failed, "t\(number)", at: Double(number)) {
                ($0.exception, $0.name) = ("NotRegistered('shop.gone')", "shop.gone")
            }
        }
        let snapshot = stream.events.snapshot()
        #expect(snapshot.failures.map(\.name) == ["shop.gone"])
        let finding = snapshot.findings.first { $0.code == .taskUnregistered }
        #expect(finding?.message.text.contains("'shop.gone' is not registered: 3 messages failed on 'w1@a'") == true)
    }

    @Test func namesTheReasonOfAKilledChild() {
        var stream = EventStream()
        stream.task(.received, at: 1)
        stream.task(.started, at: 2)
        stream.task(.failed, at: 3) {
            $0.exception = "ExceptionWithTraceback()"
            $0.traceback = """
                Traceback (most recent call last):
                  File "pool.py", line 1, in mark_as_worker_lost
                billiard.exceptions.WorkerLostError: Worker exited prematurely: signal 9 (SIGKILL) Job: 3.
                """
        }
        let row = stream.events.snapshot().tasks.first
        #expect(row?.facts.exception?.hasPrefix("WorkerLostError('Worker exited prematurely: signal 9") == true)
        #expect(row?.attempts.first?.exception == row?.facts.exception)
    }

    @Test func comparesMessagesAndAnswersAsOfTheEarlier() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 59, processed: 1, active: 1)
        var evidence = Evidence()
        evidence.inspection = inspection(at: 50, expected: 1, of: ["w1@a"])
        evidence.queues = [QueueReading(time: EventStream.at(60), queues: [QueueContent(name: "q", ready: 0)])]
        var facts = TaskFacts()
        facts.queue = "q"
        evidence.unacknowledged = [
            UnacknowledgedMessage(task: TaskID("late"), facts: facts, delivered: EventStream.at(55)),
            UnacknowledgedMessage(task: TaskID("unknown"), facts: facts, delivered: nil),
            UnacknowledgedMessage(task: TaskID("early"), facts: facts, delivered: EventStream.at(1)),
        ]
        let snapshot = stream.events.snapshot(evidence: evidence)
        let unclaimed = snapshot.queues.first?.inFlight?.filter(\.isUnclaimed).map(\.task)
        #expect(unclaimed == [TaskID("early")])
        #expect(snapshot.findings.contains { $0.message.text.hasPrefix("1 unacknowledged message of queue 'q'") })
    }
}
