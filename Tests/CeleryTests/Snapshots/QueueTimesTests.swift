import Celery
import TestSupport
import Testing

/// How long messages wait, how old they are, and how many come and go, worked out by hand.
struct QueueTimesTests {
    private func evidence(_ sizes: [(Double, Int)], sample: [WaitingMessage]? = nil) -> Evidence {
        var evidence = Evidence()
        evidence.queues = sizes.map { seconds, ready in
            QueueReading(
                time: EventStream.at(seconds), queues: [QueueContent(name: "mail", ready: ready, unacknowledged: 0)])
        }
        evidence.queues[sizes.count - 1].queues[0].sample = sample
        return evidence
    }

    private func message(_ id: String?, enqueued: Double? = nil) -> WaitingMessage {
        var message = WaitingMessage(task: id.map { TaskID($0) })
        message.enqueued = enqueued.map { EventStream.at($0) }
        return message
    }

    private func oldest(_ evidence: Evidence, _ stream: EventStream = EventStream()) -> OldestMessage? {
        stream.events.snapshot(evidence: evidence).queues.first?.oldest
    }

    @Test func tellsTheAgeByWhatTheProducerWroteIntoTheMessage() {
        let known = evidence([(60, 2)], sample: [message("a", enqueued: 10.25), message("b", enqueued: 20)])
        #expect(oldest(known) == OldestMessage(age: 49.75, basis: .header, isAtLeast: false))
        // The next to be taken is somebody else's: it may be older.
        let foreign = evidence([(60, 2)], sample: [message(nil), message("b", enqueued: 20)])
        #expect(oldest(foreign) == OldestMessage(age: 40, basis: .header, isAtLeast: true))
    }

    @Test func tellsTheAgeByTheEventOfTheSending() {
        var stream = EventStream()
        for (id, time) in [("a", 4.5), ("b", 30)] {
            stream.task(.sent, id, on: "producer", at: time) { $0.queue = "mail" }
        }
        let shown = evidence([(60, 2)], sample: [message("a"), message("b")])
        #expect(oldest(shown, stream) == OldestMessage(age: 55.5, basis: .event, isAtLeast: false))
        // A broker that shows no messages: as many as wait were sent and not received; of more, the newest wait.
        #expect(oldest(evidence([(60, 2)]), stream) == OldestMessage(age: 55.5, basis: .event, isAtLeast: false))
        #expect(oldest(evidence([(60, 1)]), stream) == OldestMessage(age: 30, basis: .event, isAtLeast: false))
        #expect(oldest(evidence([(60, 3)]), stream) == OldestMessage(age: 55.5, basis: .event, isAtLeast: true))
    }

    @Test func tellsTheLeastAgeByTheFirstReadingThatSawIt() {
        var told = evidence([(60, 2)], sample: [message("a"), message("b")])
        told.earlierQueues = [(1.0, "x"), (20, "a"), (40, "a")].map { time, head in
            var content = QueueContent(name: "mail", ready: 5)
            content.storedHead = TaskID(head).digest
            return QueueReading(time: EventStream.at(time), queues: [content])
        }
        #expect(oldest(told) == OldestMessage(age: 40, basis: .reading, isAtLeast: true))
        // It was empty in between: what was there before is another delivery.
        told.earlierQueues[2].queues[0].ready = 0
        told.earlierQueues[2].queues[0].storedHead = nil
        #expect(oldest(told) == nil)
    }

    @Test func tellsTheAgeByTheBroker() {
        var told = evidence([(60, 2)])
        told.queues[0].queues[0].headSent = EventStream.at(50)
        #expect(oldest(told) == OldestMessage(age: 10, basis: .broker, isAtLeast: false))
    }

    @Test(arguments: [1e9, 100.0])
    func believesNoTimeThatIsYetToCome(enqueued: Double) {
        #expect(oldest(evidence([(60, 1)], sample: [message("a", enqueued: enqueued)])) == nil)
    }

    @Test func knowsNoAgeOfNothing() {
        #expect(oldest(evidence([(60, 0)])) == nil && oldest(evidence([(60, 3)])) == nil)
    }

    @Test(
        arguments: [
            ([(0.0, 100), (60, 40)], QueueRow.Trend.draining, 40.0), ([(0, 40), (60, 100)], .growing, nil),
            ([(0, 40), (60, 41)], .steady, nil), ([(0, 3), (60, 0)], .draining, 0),
            ([(0, 1000), (60, 960)], .steady, nil),
            // Of the last minute alone, whatever was before.
            ([(-600, 0), (0, 100), (60, 40)], .draining, 40),
        ] as [([(Double, Int)], QueueRow.Trend, Double?)])
    func tellsWhenItIsEmptyIfItGoesOnSo(sizes: [(Double, Int)], trend: QueueRow.Trend, drain: Double?) throws {
        let row = try #require([Event]().snapshot(evidence: evidence(sizes)).queues.first)
        #expect(row.trend == trend && row.drainSeconds == drain && row.growthSeconds == 60)
    }

    @Test func knowsNoTrendOfOneReading() throws {
        let row = try #require([Event]().snapshot(evidence: evidence([(60, 5)])).queues.first)
        #expect(row.trend == nil && row.drainSeconds == nil && row.growth == nil)
        #expect(row.arrivals == nil && row.departures == nil)
        #expect(row.peak == QueueRow.Peak(ready: 5, time: EventStream.at(60)))
    }

    /// A minute in which thirty are sent and sixty received, of 58.5 s of which all has reached us.
    @Test func countsWhatIsSentAndReceived() throws {
        var stream = EventStream()
        for second in 0..<60 {
            let time = Double(second)
            if second % 2 == 0 { stream.task(.sent, "s\(second)", on: "p", at: time) { $0.queue = "mail" } }
            stream.attempt("r\(second)", at: time)
            stream.worker(.heartbeat, at: time + 0.5, processed: second, active: 0)
        }
        var told = evidence([(0, 90), (60, 60)])
        var answer = WorkerInspection()
        (answer.isAlive, answer.queues) = (true, [ConsumedQueue(name: "mail")])
        told.inspection = Inspection(
            asked: EventStream.at(59), answered: EventStream.at(60), expected: 1,
            workers: [WorkerName("w1@a"): answer])
        let row = try #require(stream.events.snapshot(at: 60, evidence: told).queues.first)
        #expect(row.arrivals == 30 / 58.5 && row.departures == 59 / 58.5)
        #expect(row.trend == .draining && row.drainSeconds == 120)
        // Nothing is told of what was sent: what came is what left, and what there is more of.
        let unsent = stream.events.filter { if case .task(let task) = $0 { task.kind != .sent } else { true } }
        let other = try #require(unsent.snapshot(at: 60, evidence: told).queues.first)
        #expect(other.arrivals == 59 / 58.5 - 0.5)
    }

    @Test func tellsWaitsByTheQueueThatTasksWereSentTo() throws {
        var stream = EventStream()
        for (number, wait) in [1.0, 2, 3, 100].enumerated() {
            stream.task(.sent, "t\(number)", on: "p", at: Double(number)) { $0.queue = number == 3 ? "other" : "mail" }
            stream.task(.received, "t\(number)", at: Double(number) + wait)
            stream.task(.started, "t\(number)", at: Double(number) + wait)
        }
        var state = ClusterState()
        for event in stream.events { state.apply(event) }
        let builder = { (targets: [WaitTarget]) in
            var builder = SnapshotBuilder(
                state: state, evidence: evidence([(60, 0)]), rules: .listening(until: 200),
                broker: BrokerIdentity(transport: "redis", url: "redis://a/0", server: nil), sources: [],
                producer: Snapshot.Producer(version: "1", host: "test"),
                report: Snapshot.ReportRequest(title: "test", timeZone: "UTC"))
            builder.waitTargets = targets
            return builder.snapshot().queues.first?.wait
        }
        let wait = try #require(builder([]))
        #expect(wait.percentiles.count == 3 && wait.percentiles.max == 3 && wait.withinTarget == nil)
        #expect(abs(wait.percentiles.p50 - 2) < 0.02)
        let targets = [WaitTarget(queue: "*", seconds: 1000), WaitTarget(queue: "mail", seconds: 2.5)]
        #expect(builder(targets)?.withinTarget == 2.0 / 3)
        #expect(builder([WaitTarget(queue: "*", seconds: 1000)])?.withinTarget == 1)
        #expect(builder([WaitTarget(queue: "none", seconds: 1)])?.target == nil)
    }
}
