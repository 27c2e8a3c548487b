import Celery
import TestSupport
import Testing

/// What about queues needs attention, and what doesn't.
struct QueueFindingsTests {
    /// Two readings, a minute apart, and one worker that answered everything and consumes `consumed`.
    private func evidence(_ sizes: (Int, Int), consumed: [String] = ["mail"], isComplete: Bool = true) -> Evidence {
        var evidence = Evidence()
        evidence.queues = [(0.0, sizes.0), (60, sizes.1)].map { seconds, ready in
            QueueReading(
                time: EventStream.at(seconds), queues: [QueueContent(name: "mail", ready: ready, unacknowledged: 0)])
        }
        var answer = WorkerInspection()
        answer.isAlive = true
        answer.queues = consumed.map { ConsumedQueue(name: $0) }
        (answer.active, answer.reserved, answer.scheduled) = ([], [], [])
        evidence.inspection = Inspection(
            asked: EventStream.at(50), answered: EventStream.at(51), expected: 1, workers: [WorkerName("w1@a"): answer],
            isComplete: isComplete)
        return evidence
    }

    private func codes(_ evidence: Evidence) -> [String] {
        [Event]().snapshot(evidence: evidence).findings.map(\.code.rawValue).filter { !$0.hasPrefix("worker") }
    }

    @Test func findsWorkThatNobodyConsumes() {
        #expect(codes(evidence((4, 4), consumed: ["other"])) == ["queue_without_consumer"])
        #expect(codes(evidence((0, 0), consumed: ["other"])).isEmpty)
        #expect(codes(evidence((4, 4))).isEmpty)
    }

    @Test(arguments: [(10, 40, ["queue_growing"]), (40, 10, []), (40, 40, []), (0, 5, [])])
    func findsWhatGrowsAndIsLong(before: Int, after: Int, expected: [String]) {
        #expect(codes(evidence((before, after))) == expected)
    }

    @Test func saysByHowMuchAQueueGrows() throws {
        let findings = [Event]().snapshot(evidence: evidence((1_010, 2_500))).findings
        let finding = try #require(findings.first { $0.code == .queueGrowing })
        #expect(finding.message.text == "queue 'mail' has 2,500 messages and grew by 1,490 a minute over the last 60 s")
    }

    @Test func findsMessagesThatNoLiveWorkerHoldsAndSaysWhenTheyComeBack() throws {
        var facts = TaskFacts()
        facts.queue = "mail"
        var evidence = evidence((0, 0))
        evidence.unacknowledged = [10.0, 5, 55].map { delivered in
            UnacknowledgedMessage(task: TaskID("t\(delivered)"), facts: facts, delivered: EventStream.at(delivered))
        }
        let finding = try #require(
            [Event]().snapshot(evidence: evidence).findings.first { $0.code == .messagesUnclaimed })
        // The third was delivered after the workers had been asked.
        #expect(
            finding.message.text
                == "2 unacknowledged messages of queue 'mail' are held by no live worker, and will be delivered again")
        #expect(finding.time == EventStream.at(3605) && finding.subject == "mail")
    }

    @Test func doesNotCallAMessageUnclaimedWhereNotEveryWorkerToldWhatItHolds() {
        var facts = TaskFacts()
        facts.queue = "mail"
        var evidence = evidence((0, 0), isComplete: false)
        evidence.unacknowledged = [UnacknowledgedMessage(task: TaskID("t"), facts: facts, delivered: EventStream.at(5))]
        #expect(codes(evidence).isEmpty)
    }

    /// Heartbeats that say so many executions all the while, of a worker with two slots.
    private func standing(
        _ counts: [Int], active: Int, sizes: (Int, Int),
        _ describe: (inout Evidence, inout EventStream) -> Void = { _, _ in }
    ) -> [Finding] {
        var stream = EventStream()
        for (step, processed) in counts.enumerated() {
            stream.worker(
                .heartbeat, at: Double(step) * 60 / Double(counts.count), processed: processed, active: active)
        }
        var evidence = evidence(sizes)
        evidence.inspection?.workers[WorkerName("w1@a")]?.concurrency = 2
        let running = (0..<active).map { HeldTask(task: TaskID("t\($0)"), started: EventStream.at(1)) }
        evidence.inspection?.workers[WorkerName("w1@a")]?.active = running
        describe(&evidence, &stream)
        return stream.events.snapshot(evidence: evidence).findings.filter { $0.code == .consumersStalled }
    }

    @Test func findsConsumersThatBeginNothingThoughTheyCould() throws {
        let finding = try #require(standing(Array(repeating: 5, count: 30), active: 1, sizes: (4, 40)).first)
        #expect(
            finding.message.text
                == "queue 'mail' has 40 messages, and its 1 consumer has started none for 60 s, though 1 of 2 slots is free"
        )
    }

    @Test(arguments: [
        // One begins something, all slots are taken, or there was nothing to take.
        (Array(5..<35), 1, (4, 40)), (Array(repeating: 5, count: 30), 2, (4, 40)),
        (Array(repeating: 5, count: 30), 1, (0, 40)),
    ])
    func doesNotCallThemStalledThatWork(processed: [Int], active: Int, sizes: (Int, Int)) {
        #expect(standing(processed, active: active, sizes: sizes).isEmpty)
    }

    /// What waits for a rate limit is in none of a worker's answers.
    @Test(
        arguments: [
            (["shop.work [rate_limit=1/m]"], true, 0, 0), (["shop.work [rate_limit=1/m]"], false, 3, 0),
            (nil, false, 3, 0),
            (["shop.work [rate_limit=1/m]"], false, 0, 1), (["shop.work"], true, 3, 1), (nil, false, 0, 1),
        ] as [([String]?, Bool, Int, Int)])
    func doesNotCallThemStalledThatARateLimitHoldsBack(
        registered: [String]?, hasReceived: Bool, unacknowledged: Int, count: Int
    ) {
        let found = standing(Array(repeating: 5, count: 30), active: 1, sizes: (4, 40)) { evidence, stream in
            evidence.inspection?.workers[WorkerName("w1@a")]?.registered = registered
            evidence.queues[1].queues[0].unacknowledged = unacknowledged
            if hasReceived { stream.task(.received, "held", at: 1) }
        }
        #expect(found.count == count)
    }

    /// Two workers, of which one executes something: that is the one that the broker gives messages to, maybe.
    @Test(arguments: [("true", 1, 0), ("true", 0, 1), ("false", 1, 1)])
    func doesNotCallThemStalledThatAwaitTheirTurn(isSingle: String, active: Int, count: Int) {
        let found = standing(Array(repeating: 5, count: 30), active: active, sizes: (4, 40)) { evidence, stream in
            var second = evidence.inspection?.workers[WorkerName("w1@a")] ?? WorkerInspection()
            evidence.inspection?.workers[WorkerName("w1@a")]?.concurrency = 1
            (second.active, second.concurrency) = ([], 2)
            evidence.inspection?.workers[WorkerName("w2@a")] = second
            evidence.inspection?.expected = 2
            evidence.queues[1].queues[0].settings = [NamedValue("x-single-active-consumer", isSingle)]
            for second in stride(from: 0.0, through: 60, by: 2) {
                stream.worker(.heartbeat, "w2@a", at: second, processed: 5, active: 0)
            }
        }
        #expect(found.count == count)
    }

    /// One worker that doesn't answer, and one that does and executes so many tasks in its two slots; the broker has
    /// delivered nothing of the queue for so long.
    private func silenced(
        seconds: Double? = 45, consumers: Int = 1, active: Int = 2, busyConsumes: [String] = ["other"],
        isAsked: Bool = true, unreadable: Int = 0
    ) -> [Finding] {
        var evidence = evidence((20, 20), consumed: busyConsumes)
        evidence.queues[1].queues[0].consumers = consumers
        evidence.queues[1].queues[0].standstill = seconds
        evidence.boundWorkers = [WorkerName("w1@a"), WorkerName("w2@a")]
        evidence.inspection?.workers[WorkerName("w1@a")]?.concurrency = 2
        evidence.inspection?.workers[WorkerName("w1@a")]?.active = (0..<active).map {
            HeldTask(task: TaskID("t\($0)"), started: EventStream.at(1))
        }
        evidence.inspection?.unreadableWorkers = unreadable
        if !isAsked { evidence.inspection = nil }
        return [Event]().snapshot(evidence: evidence).findings.filter { $0.code == .consumersStalled }
    }

    @Test func findsAConsumerThatIsGivenNothingAndSilent() throws {
        #expect(
            try #require(silenced().first).message.text
                == "queue 'mail' has 20 messages, and its 1 consumer has been given none for 45 s: "
                + "'w2@a' sends neither heartbeats nor answers; a busy solo worker is as silent")
        // Of two consumers the busy one is no reason to think so, and none not to.
        #expect(silenced(consumers: 2, busyConsumes: ["mail"]).count == 1)
    }

    @Test func doesNotCallAConsumerSilentThatIsBusyOrWasNotAsked() {
        #expect(silenced(busyConsumes: ["mail"]).isEmpty)
        #expect(silenced(seconds: 20).isEmpty && silenced(seconds: nil).isEmpty)
        #expect(silenced(isAsked: false).isEmpty && silenced(unreadable: 1).isEmpty)
        #expect(silenced(consumers: 0).isEmpty)
    }
}
