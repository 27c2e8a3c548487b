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
        for second in 0..<60 { send("r\(second)", at: -100, in: &stream) }
        for second in 0..<60 {
            let time = Double(second)
            if second % 2 == 0 { send("s\(second)", at: time, in: &stream) }
            stream.attempt("r\(second)", at: time)
            stream.worker(.heartbeat, at: time + 0.5, processed: second, active: 0)
        }
        let told = consumed(evidence([(0, 90), (60, 60)]))
        let row = try #require(stream.events.snapshot(at: 60, evidence: told).queues.first)
        #expect(row.arrivals == 30 / 58.5 && row.departures == 59 / 58.5)
        #expect(row.trend == .draining && row.drainSeconds == 60 / (59 / 58.5 - 30 / 58.5))
        // Nothing is told of what was sent: what came is what left, and what there is more of.
        let unsent = stream.events.filter { if case .task(let task) = $0 { task.kind != .sent } else { true } }
        let other = try #require(unsent.snapshot(at: 60, evidence: told).queues.first)
        #expect(other.arrivals == 59 / 58.5 - 0.5)
        // Nor is it where only some say what they send: that of every second message, or of none that was received.
        for number in 0..<2 {
            let partly = stream.events.filter {
                guard case .task(let task) = $0, task.kind == .sent else { return true }
                return "\(task.task)".hasPrefix("s") || number == 0 && "\(task.task)".hasSuffix("1")
            }
            #expect(try #require(partly.snapshot(at: 60, evidence: told).queues.first).arrivals == 59 / 58.5 - 0.5)
        }
    }

    private func send(_ id: String, at time: Double, retries: Int? = nil, in stream: inout EventStream) {
        stream.task(.sent, id, on: "p", at: time) { ($0.queue, $0.retries) = ("mail", retries) }
    }

    /// The same, where one worker says that it consumes the queue.
    private func consumed(_ evidence: Evidence) -> Evidence {
        var answer = WorkerInspection()
        (answer.isAlive, answer.queues) = (true, [ConsumedQueue(name: "mail")])
        var told = evidence
        let last = evidence.queues.last?.time ?? EventStream.epoch
        told.inspection = Inspection(
            asked: last - 1, answered: last, expected: 1, workers: [WorkerName("w1@a"): answer])
        return told
    }

    /// A producer whose messages wait, of which no event tells, and one that tells of its own.
    @Test func doesNotTakeWhatSomeProducersSendForAll() throws {
        var stream = EventStream()
        for second in 0..<6 { send("s\(second)", at: Double(second) * 10, in: &stream) }
        stream.worker(.heartbeat, at: 1, processed: 0, active: 0)
        stream.worker(.heartbeat, at: 59, processed: 0, active: 0)
        let told = consumed(evidence([(0, 0), (60, 120)]))
        #expect(try #require(stream.events.snapshot(at: 60, evidence: told).queues.first).arrivals == 2)
        let alone = consumed(evidence([(0, 0), (60, 7)]))
        #expect(try #require(stream.events.snapshot(at: 60, evidence: alone).queues.first).arrivals == 6 / 58.5)
    }

    /// A worker takes ten of a hundred messages in advance, and nothing comes: what is in its hands has left the queue.
    @Test func countsNoMessageAsComeThatAWorkerHasFetched() throws {
        var stream = EventStream()
        for number in 0..<10 { stream.task(.received, "t\(number)", at: 10) }
        stream.worker(.heartbeat, at: 1, processed: 0, active: 0)
        stream.worker(.heartbeat, at: 59, processed: 0, active: 0)
        var told = consumed(evidence([(0, 100), (58.5, 90)]))
        told.queues[1].queues[0].unacknowledged = 10
        let row = try #require(stream.events.snapshot(at: 60, evidence: told).queues.first)
        #expect(row.departures == 10 / 58.5 && row.arrivals == 0)
        #expect(row.growth == 0 && row.trend == .steady && row.drainSeconds == nil)
        // The broker's own samples tell the same of both.
        (told.queues[1].queues[0].growth, told.queues[1].queues[0].readyGrowth) = (-60, -600 / 58.5)
        let sampled = try #require(stream.events.snapshot(at: 60, evidence: told).queues.first)
        #expect(sampled.growth == -60 && sampled.arrivals == 0 && sampled.drainSeconds == 90 / (10 / 58.5))
    }

    /// A reading of a time in which nobody listened tells nothing of what workers received meanwhile.
    @Test func comparesReadingsAndEventsOfOneTime() throws {
        var stream = EventStream()
        for second in 50..<60 { stream.attempt("r\(second)", at: Double(second)) }
        stream.worker(.heartbeat, at: 50, processed: 0, active: 0)
        stream.worker(.heartbeat, at: 59, processed: 9, active: 0)
        var told = consumed(evidence([(50, 20), (60, 10)]))
        told.earlierQueues = [
            QueueReading(time: EventStream.at(10), queues: [QueueContent(name: "mail", ready: 0, unacknowledged: 0)])
        ]
        let watched = [TimeSpan(since: EventStream.at(50), until: EventStream.at(60))]
        let row = try #require(stream.events.snapshot(at: 60, evidence: told, watched: watched).queues.first)
        let departures = try #require(row.departures)
        #expect(departures == 9 / 8.5 && row.arrivals == departures - 1 && row.trend == .growing)
    }

    /// Its clock is an hour ahead: nobody knows when it received what.
    @Test func knowsNoDeparturesByAClockThatIsWrong() throws {
        var stream = EventStream()
        for second in 0..<60 {
            let time = Double(second)
            stream.task(.received, "t\(second)", at: time + 3600, heard: time)
            stream.worker(.heartbeat, at: time + 3600, processed: second, active: 0, heard: time)
        }
        let row = try #require(
            stream.events.snapshot(at: 60, evidence: consumed(evidence([(0, 90), (60, 30)]))).queues.first)
        #expect(row.departures == nil && row.arrivals == nil && row.drainSeconds == 30)
    }

    /// A retry has the name of its original, and was sent later.
    @Test(arguments: [(0, 55.5), (1, 5.0), (nil, nil), (2, nil)] as [(Int?, Double?)])
    func tellsTheAgeOfARetryByItsOwnSending(retries: Int?, age: Double?) {
        var stream = EventStream()
        send("a", at: 4.5, retries: 0, in: &stream)
        send("a", at: 55, retries: 1, in: &stream)
        var waiting = message("a")
        waiting.facts.retries = retries
        #expect(oldest(evidence([(60, 1)], sample: [waiting]), stream)?.age == age)
    }

    /// The head of an earlier reading was its original, which has been executed since.
    @Test func doesNotTakeARetryForItsOriginalInAnEarlierReading() {
        var waiting = message("a")
        waiting.facts.retries = 1
        var told = evidence([(60, 1)], sample: [waiting])
        for (time, retries) in [(20.0, 0), (40, 1)] {
            waiting.facts.retries = retries
            var content = QueueContent(name: "mail", ready: 1)
            content.sample = [waiting]
            told.earlierQueues.append(QueueReading(time: EventStream.at(time), queues: [content]))
        }
        #expect(oldest(told) == OldestMessage(age: 20, basis: .reading, isAtLeast: true))
    }

    /// A broker that shows no messages: what waits is a retry that was sent, or a message that was given back.
    @Test func countsRetriesAndWhatWasGivenBackAmongWhatWaits() {
        var stream = EventStream()
        send("a", at: 4, in: &stream)
        stream.task(.received, "a", at: 5) { $0.retries = 0 }
        stream.task(.started, "a", at: 5)
        send("a", at: 30, retries: 1, in: &stream)
        stream.task(.retried, "a", at: 30)
        send("b", at: 50, in: &stream)
        #expect(oldest(evidence([(60, 2)]), stream) == OldestMessage(age: 30, basis: .event, isAtLeast: false))
        stream.task(.received, "a", at: 31) { $0.retries = 1 }
        #expect(oldest(evidence([(60, 1)]), stream) == OldestMessage(age: 10, basis: .event, isAtLeast: false))
        stream.worker(.online, at: 1, pid: 1)
        stream.worker(.offline, at: 55, pid: 1)
        #expect(oldest(evidence([(60, 2)]), stream) == OldestMessage(age: 30, basis: .event, isAtLeast: false))
    }

    /// As many queues as a broker may have, at each minute of a day.
    @Test func looksAtEachReadingOnce() throws {
        func effort(_ count: Int) -> Double {
            var told = Evidence()
            let names = (0..<500).map { "queue \($0)" }
            told.earlierQueues = (0..<count).map { minute in
                QueueReading(
                    time: EventStream.at(Double(minute)),
                    queues: names.map { name in
                        var content = QueueContent(name: name, ready: 5)
                        content.storedHead = 7
                        return content
                    })
            }
            let (end, evidence) = (Double(count), told)
            return processorSeconds {
                var told = evidence
                told.queues = [QueueReading(time: EventStream.at(end), queues: evidence.earlierQueues[0].queues)]
                let rows = [Event]().snapshot(at: end, evidence: told).queues
                #expect(rows.count == 500)
                #expect(rows.allSatisfy { $0.oldest == OldestMessage(age: end, basis: .reading, isAtLeast: true) })
            }
        }
        // Ten times as many take ten times as long; if each were looked at with all others, it were a hundred.
        let (few, many) = (effort(10), effort(100))
        #expect(many < 40 * few, "\(many) s and \(few) s")
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
