import Celery
import TestSupport
import Testing

/// What waits by counting, held against what waits by events.
struct QueueAuditTests {
    /// Twenty minutes in which a message comes every five seconds and waits for twenty, so that four wait; a reading every
    /// twenty seconds counts so many.
    private func finding(
        counted: (Int) -> Int = { _ in 4 }, readings: Int = 60, told: (Int) -> Bool = { _ in true },
        received: (Int) -> Bool = { _ in true }, watched: Double = 1_200, eta: Bool = false
    ) -> Finding? {
        var stream = EventStream()
        for number in 0..<240 {
            let time = Double(number) * 5
            if told(number) {
                stream.task(.sent, "t\(number)", on: "p", at: time) {
                    ($0.queue, $0.retries) = ("mail", 0)
                    if eta { $0.eta = EventStream.at(time + 10) }
                }
            }
            if received(number) { stream.task(.received, "t\(number)", at: time + 20) { $0.retries = 0 } }
        }
        stream.worker(.heartbeat, at: 1_199, processed: 0, active: 0)
        var evidence = Evidence()
        evidence.queues = (0..<readings).map { number in
            QueueReading(
                time: EventStream.at(1_200 - Double(readings - 1 - number) * 20),
                queues: [QueueContent(name: "mail", ready: counted(number), unacknowledged: 0)])
        }
        evidence.brokerNamesMessages = !eta
        let parts = [TimeSpan(since: EventStream.at(1_200 - watched), until: EventStream.at(1_200))]
        return stream.events.snapshot(at: 1_200, evidence: evidence, watched: parts).findings.first {
            $0.code == .messagesUnseen
        }
    }

    @Test func findsNothingWhereBothTellTheSame() {
        #expect(finding() == nil)
        // They come and go by two: the same in the mean.
        #expect(finding(counted: { $0 % 2 == 0 ? 2 : 6 }) == nil)
    }

    @Test func findsThatSomeSendersTellNothing() throws {
        let found = try #require(finding(told: { $0 % 2 == 0 }))
        #expect(found.severity == .note && found.subject == "mail" && found.facts?["readings"] == .count(60))
        #expect(
            found.message.text
                == "queue 'mail' held 4.0 messages on average by 60 readings, and 2.0 by what events tell of 120 messages: "
                + "some pass unseen")
    }

    @Test func findsThatSomeWorkersTellNothing() { #expect(finding(received: { $0 % 3 != 0 }) != nil) }

    /// Too few readings, too short a time, or sizes that come and go so much that the mean tells nothing.
    @Test func saysNothingThatIsNotCertain() {
        #expect(finding(readings: 15, told: { $0 % 2 == 0 }) == nil)
        #expect(finding(told: { $0 % 2 == 0 }, watched: 500) == nil)
        #expect(finding(counted: { $0 % 12 == 0 ? 40 : 0 }, told: { $0 % 2 == 0 }) == nil)
        #expect(finding(told: { $0 % 2 == 0 }, eta: true) == nil)
    }
}
