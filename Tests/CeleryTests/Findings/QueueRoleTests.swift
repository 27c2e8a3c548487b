import Celery
import TestSupport
import Testing

/// Which queues need a consumer, and how their growth is told.
struct QueueRoleTests {
    private func evidence(_ queues: [QueueContent]) -> Evidence {
        var evidence = Evidence()
        evidence.queues = [QueueReading(time: EventStream.at(60), queues: queues)]
        return evidence
    }

    private func queue(_ name: String, type: String? = nil, role: QueueContent.Role = .tasks) -> QueueContent {
        var queue = QueueContent(name: name, type: type, ready: 7, unacknowledged: 0, consumers: 0)
        queue.role = role
        return queue
    }

    private func findings(_ queues: [QueueContent]) -> [Finding] {
        [Event]().snapshot(evidence: evidence(queues)).findings.filter { $0.code != .noWorkers }
    }

    @Test func asksForNoConsumerWhereNoneIsToBe() {
        let found = findings([
            queue("celery_delayed", role: .delay), queue("log", type: "stream"), queue("dead", role: .deadLetters),
        ])
        #expect(found.map(\.code.rawValue) == ["dead_letters"])
        #expect(found.first?.message.text == "queue 'dead' has 7 messages that other queues have given up")
    }

    @Test func saysNothingOfTheConsumersOfWhatWaitsForItsTime() {
        var evidence = evidence([queue("celery_delayed", role: .delay)])
        evidence.inspection = Inspection(asked: EventStream.at(60), answered: EventStream.at(60), expected: 0)
        #expect([Event]().snapshot(evidence: evidence).queues.map(\.consumers) == [nil])
    }

    @Test func tellsManyQueuesWithoutConsumersInOneSentence() {
        #expect(findings((1...5).map { queue("q\($0)") }).count == 5)
        let found = findings((1...169).map { queue("q\($0)") })
        #expect(found.map(\.code.rawValue) == ["queue_without_consumer"])
        #expect(
            found.first?.message.text
                == "169 queues have 1,183 messages and no consumer, most of them 'q1' (7), 'q10' (7), 'q100' (7), "
                + "'q101' (7), 'q102' (7)")
    }

    private func growth(
        _ sizes: (ready: (Int, Int), unacked: (Int?, Int?)), seconds: Double = 60, namesMessages: Bool = true,
        told: Double? = nil
    ) -> Double? {
        var evidence = Evidence()
        evidence.brokerNamesMessages = namesMessages
        var last = QueueContent(name: "q", ready: sizes.ready.1, unacknowledged: sizes.unacked.1)
        last.growth = told
        evidence.queues = [
            QueueReading(
                time: EventStream.at(0),
                queues: [QueueContent(name: "q", ready: sizes.ready.0, unacknowledged: sizes.unacked.0)]),
            QueueReading(time: EventStream.at(seconds), queues: [last]),
        ]
        return [Event]().snapshot(evidence: evidence).queues.first?.growth
    }

    @Test func takesNoDeliveryAndNoneTakenBackForGrowth() {
        #expect(growth((ready: (0, 10), unacked: (10, 0))) == 0)
        #expect(growth((ready: (10, 0), unacked: (0, 10))) == 0)
        #expect(growth((ready: (0, 10), unacked: (nil, 0))) == 10)
    }

    /// A queue that filled up and drains is not said to grow.
    @Test(
        arguments: [
            ([0, 167, 150, 108], [0, 60, 120, 180], -42), ([0, 10], [0, 5], 120),
            ([9, 3, 4, 5, 6], [0, 30, 60, 90, 120], 2),
            ([50, 0, 30], [0, 50, 100], -12),
        ] as [([Int], [Double], Double)])
    func tellsOfTheLastMinute(sizes: [Int], times: [Double], expected: Double) {
        var evidence = Evidence()
        evidence.queues = zip(sizes, times).map { size, time in
            QueueReading(time: EventStream.at(time), queues: [QueueContent(name: "q", ready: size, unacknowledged: 0)])
        }
        #expect([Event]().snapshot(evidence: evidence).queues.first?.growth == expected)
    }

    /// A broker that samples nothing is read at the ends of the listening: it is said of which time the growth is.
    @Test(
        arguments: [
            (40.0, nil, "15 a minute over the last 40 s"), (40, 30, "30 a minute over the last 60 s"),
            (150, nil, "4 a minute over the last 2 min"),
        ] as [(Double, Double?, String)])
    func saysOfWhichTimeItTells(seconds: Double, told: Double?, words: String) throws {
        var evidence = Evidence()
        evidence.brokerNamesMessages = false
        var last = QueueContent(name: "q", ready: 20, unacknowledged: 0)
        last.growth = told
        evidence.queues = [
            QueueReading(
                time: EventStream.at(0), queues: [QueueContent(name: "q", ready: 10, unacknowledged: 0)]),
            QueueReading(time: EventStream.at(seconds), queues: [last]),
        ]
        let findings = [Event]().snapshot(at: seconds, evidence: evidence).findings
        let growing = try #require(findings.first { $0.code == .queueGrowing })
        #expect(growing.message.text.hasSuffix(words), "\(growing.message)")
    }

    @Test func trustsWhatTheBrokerMeasuredItself() {
        #expect(growth((ready: (0, 10), unacked: (0, 0)), namesMessages: false, told: 3) == 3)
        #expect(growth((ready: (0, 10), unacked: (0, 0)), seconds: 5, namesMessages: false) == nil)
        #expect(growth((ready: (0, 10), unacked: (0, 0)), seconds: 60, namesMessages: false) == 10)
    }
}
