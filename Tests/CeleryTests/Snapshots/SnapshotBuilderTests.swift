import Celery
import TestSupport
import Testing

struct SnapshotBuilderTests {
    @Test func keepsSuccessWhenARedeliveredAttemptFails() {
        var stream = EventStream()
        stream.attempt("t1", at: 1)
        stream.attempt("t1", ending: .failed, at: 2)
        #expect(stream.events.snapshot().tasks.map(\.state) == ["SUCCESS"])
        stream.task(.received, at: 3)
        #expect(stream.events.snapshot(at: 4).tasks.map(\.state) == ["RECEIVED"])
    }

    @Test func showsAnApplicationsOwnStateWhileTheTaskRuns() {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 3)
        stream.task(.received, at: 1)
        stream.task(.started, at: 2)
        stream.task(.custom("PROGRESS"), at: 3)
        #expect(stream.events.snapshot(at: 4).tasks.map(\.state) == ["PROGRESS"])
        stream.task(.succeeded, at: 4)
        #expect(stream.events.snapshot(at: 5).tasks.map(\.state) == ["SUCCESS"])
    }

    @Test func doesNotTakeAnApplicationsOwnEventsForAWorkers() throws {
        var stream = EventStream()
        for second in stride(from: 0.0, through: 10, by: 2) {
            stream.worker(.heartbeat, at: second, processed: Int(second) * 3, active: 2)
        }
        stream.task(.custom("progress"), "t", at: 5)
        let snapshot = stream.events.snapshot(at: 11)
        let worker = try #require(snapshot.workers.first)
        #expect(worker.sendsEvents == false && worker.counts.processed == nil)
        #expect(snapshot.findings.contains { $0.code == .eventsOff })
    }

    @Test func doesNotKnowCountsOfAWorkerThatSendsNoEvents() throws {
        var stream = EventStream()
        for second in stride(from: 0.0, through: 10, by: 2) {
            stream.worker(.heartbeat, at: second, processed: Int(second) * 3, active: 2)
        }
        let snapshot = stream.events.snapshot(at: 11)
        let worker = try #require(snapshot.workers.first)
        #expect(worker.sendsEvents == false)
        #expect(worker.counts.processed == nil && worker.counts[.succeeded] == nil && worker.counts[.lost] == nil)
        #expect(worker.counts[.active] == 2)
        #expect(worker.lifetimeProcessed == 30)
        #expect(snapshot.findings.contains { $0.code == .eventsOff && $0.subject == "w1@a" })
        #expect(snapshot.totals.ofWorkers == 0 && snapshot.totals.counts.processed == nil)
    }

    @Test func knowsThatAnIdleWorkerDidNothing() throws {
        var stream = EventStream()
        for second in stride(from: 0.0, through: 10, by: 2) {
            stream.worker(.heartbeat, at: second, processed: 30, active: 0)
        }
        let worker = try #require(stream.events.snapshot(at: 11).workers.first)
        #expect(worker.sendsEvents == nil)
        #expect(worker.counts == .zero)
    }

    @Test func knowsAnIdleWorkerByTheTwoHeartbeatsOfAShortListening() throws {
        var stream = EventStream()
        for second in [1.9, 3.9] { stream.worker(.heartbeat, at: second, processed: 30, active: 0) }
        #expect(try #require(stream.events.snapshot(at: 5).workers.first).counts == .zero)
    }

    @Test func saysHowManyExecutionsNoEventToldOf() throws {
        var stream = EventStream()
        for second in stride(from: 0.0, through: 10, by: 2) {
            stream.worker(.heartbeat, at: second, processed: Int(second), active: 0)
        }
        for second in 1...8 { stream.attempt("t\(second)", at: Double(second)) }
        let worker = try #require(stream.events.snapshot(at: 20).workers.first)
        #expect(worker.executions == 10 && worker.unseen == 2)
    }

    @Test func sumsOnlyRowsThatAreWhollyKnownAndSaysHowMany() {
        var stream = EventStream()
        stream.attempt("t1", on: "on@a", at: 1)
        for second in [0.0, 2, 4] { stream.worker(.heartbeat, "off@a", at: second, processed: Int(second), active: 1) }
        let totals = stream.events.snapshot().totals
        #expect(totals.ofWorkers == 1)
        #expect(totals.counts.processed == 1 && totals.counts.closes)
    }

    @Test func measuresTheWaitFromTheEtaAndLeavesOutWhatIsNegative() {
        var stream = EventStream()
        stream.task(.sent, "eta", on: "gen@a", at: 1) { $0.eta = EventStream.at(8) }
        stream.task(.received, "eta", at: 2) { $0.eta = EventStream.at(8) }
        stream.task(.started, "eta", at: 9)
        stream.task(.sent, "skewed", on: "gen@a", at: 20)
        stream.task(.received, "skewed", at: 10)
        stream.task(.started, "skewed", at: 11)
        let snapshot = stream.events.snapshot()
        let waits = Dictionary(uniqueKeysWithValues: snapshot.tasks.map { ($0.id.description, $0.wait) })
        #expect(waits == ["eta": 1, "skewed": nil])
        #expect(snapshot.findings.contains { $0.code == .negativeWaits })
    }

    @Test func listsTheNewestTasksAndLetsFailuresGoLast() {
        var stream = EventStream()
        stream.attempt("old failure", ending: .failed, at: 1)
        for number in 2...9 { stream.attempt("t\(number)", at: Double(number)) }
        let snapshot = stream.events.snapshot(taskLimit: 3)
        #expect(snapshot.tasks.map(\.id.description) == ["t9", "t8", "old failure"])
        #expect(snapshot.coverage.tasks == 9)
        #expect(snapshot.totals.counts.processed == 9)
    }

    @Test func saysWhenTheMessageOfALostAttemptComesBack() throws {
        var stream = EventStream()
        stream.worker(.heartbeat, at: 0)
        for id in ["late", "early"] {
            stream.task(.received, id, at: 1)
            stream.task(.started, id, at: 2)
        }
        var evidence = Evidence()
        evidence.unacknowledged = [UnacknowledgedMessage(task: TaskID("late"), delivered: EventStream.at(1))]
        let snapshot = stream.events.snapshot(at: 400, evidence: evidence)
        let rows = Dictionary(uniqueKeysWithValues: snapshot.tasks.map { ($0.id.description, $0) })
        #expect(rows["late"]?.state == "LOST" && rows["late"]?.redelivery == EventStream.at(3601))
        #expect(rows["early"]?.isUnacknowledged == false && rows["early"]?.redelivery == nil)
        let finding = try #require(snapshot.findings.first { $0.code == .attemptsLost })
        #expect(finding.severity == .critical && finding.time == EventStream.at(3601))
    }

    @Test func groupsFailuresByTypeAndPlace() {
        var stream = EventStream()
        for number in 1...3 {
            stream.task(.received, "t\(number)", at: Double(number))
            stream.task(.started, "t\(number)", at: Double(number))
            stream.task(.failed, "t\(number)", at: Double(number)) {
                $0.exception = "ExceptionWithTraceback()"
                $0.traceback = """
                    Traceback (most recent call last):
                      File "/srv/shop.py", line \(number), in charge
                        gateway.charge(order)
                    shop.GatewayError: refused \(number)
                    """
            }
        }
        let snapshot = stream.events.snapshot()
        let groups = snapshot.failures
        #expect(groups.map(\.count) == [3])
        #expect(groups.first?.exceptionType == "shop.GatewayError")
        #expect(groups.first?.example == TaskID("t3"))
        #expect(snapshot.tasks.map { $0.attempts.map(\.failure) } == Array(repeating: [groups.first?.id], count: 3))
    }

    @Test func saysThatAQueueHasNoConsumerOnlyWhenEveryLiveWorkerAnswered() {
        var evidence = Evidence()
        evidence.queues = [QueueReading(time: EventStream.at(50), queues: [QueueContent(name: "reports", ready: 4)])]
        var answer = WorkerInspection()
        answer.isAlive = true
        answer.queues = [ConsumedQueue(name: "celery")]
        evidence.inspection = Inspection(
            asked: EventStream.at(50), answered: EventStream.at(50), expected: 1, workers: [WorkerName("w1@a"): answer])
        #expect([Event]().snapshot(evidence: evidence).queues.map(\.consumers) == [0])
        evidence.inspection?.expected = 2
        #expect([Event]().snapshot(evidence: evidence).queues.map(\.consumers) == [nil])
    }

    @Test func listsStoredResultsAndNeverCountsThem() {
        var evidence = Evidence()
        evidence.results = [StoredResult(task: TaskID("r"), state: "SUCCESS", finished: EventStream.at(5))]
        let snapshot = [Event]().snapshot(evidence: evidence)
        #expect(snapshot.tasks.map(\.source) == [.results])
        #expect(snapshot.totals.counts.processed == nil)
        #expect(snapshot.findings.contains { $0.code == .resultsPlain })
    }

    @Test(arguments: ["ChordError(\"Dependency 1 raised ValueError('no')\")", "NotRegistered('shop.forgotten')"])
    func doesNotAskForNamesThatAreNeverStored(_ exception: String) {
        var evidence = Evidence()
        var facts = TaskFacts()
        facts.exception = exception
        evidence.results = [
            StoredResult(task: TaskID("r"), state: "FAILURE", facts: facts, finished: EventStream.at(5))
        ]
        let snapshot = [Event]().snapshot(evidence: evidence)
        #expect(snapshot.tasks.count == 1)
        #expect(!snapshot.findings.contains { $0.code == .resultsPlain })
    }

    @Test func findsTwoWorkersOfOneName() {
        var stream = EventStream()
        for second in 0..<6 {
            stream.worker(.heartbeat, at: Double(second), pid: second % 2 == 0 ? 7 : 8, processed: second)
        }
        #expect(stream.events.snapshot(at: 6).findings.contains { $0.code == .workerTwins })
    }
}
