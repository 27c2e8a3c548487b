import TestSupport
import Testing

@testable import Celery

/// When queues last changed.
struct QueueChangesTests {
    private func reading(_ seconds: Double, _ ready: [String: Int?], unacknowledged: Int? = 0) -> QueueReading {
        let queues = ready.map { QueueContent(name: $0.key, ready: $0.value, unacknowledged: unacknowledged) }
        return QueueReading(time: EventStream.at(seconds), queues: queues)
    }

    private func changes(_ readings: [QueueReading]) throws -> [ExactText: Instant] {
        QueueChanges(of: try #require(readings.last), since: readings.dropLast()).last
    }

    @Test func takesTheFirstReadingThatShowsAQueueAsItIs() throws {
        let readings = [(0.0, 4), (10, 6), (20, 4), (30, 6), (40, 6), (50, 6)].map { reading($0.0, ["a": $0.1]) }
        #expect(try changes(readings) == ["a": EventStream.at(30)])
        #expect(try changes(Array(readings.prefix(4))) == ["a": EventStream.at(30)])
    }

    @Test func saysNothingOfAQueueThatNoReadingShowsOtherwise() throws {
        #expect(try changes([reading(0, ["a": 6]), reading(10, ["a": 6])]).isEmpty)
        #expect(try changes([reading(0, ["b": 1]), reading(10, ["a": 6])]).isEmpty)
    }

    @Test func saysNothingOfAnEmptyQueueSinceWorkMayGoThroughIt() throws {
        #expect(try changes([reading(0, ["a": 6]), reading(10, ["a": 0]), reading(20, ["a": 0])]).isEmpty)
    }

    @Test func seesWhatWasTakenAndNotAcknowledged() throws {
        let readings = [reading(0, ["a": 6], unacknowledged: 1), reading(10, ["a": 6]), reading(20, ["a": 6])]
        #expect(try changes(readings) == ["a": EventStream.at(10)])
    }

    @Test func takesWhatAReadingDoesNotKnowForNoChange() throws {
        let readings = [
            reading(0, ["a": 5]), reading(10, ["a": 6]), reading(20, ["a": nil]),
            reading(30, ["a": 6], unacknowledged: nil), reading(40, ["a": 6]),
        ]
        #expect(try changes(readings) == ["a": EventStream.at(10)])
    }

    @Test func letsTheBrokersOwnWordWin() {
        var evidence = Evidence()
        evidence.earlierQueues = [reading(0, ["a": 1])]
        evidence.queues = [reading(50, ["a": 2])]
        #expect([Event]().snapshot(evidence: evidence).queues.map(\.idleSince) == [EventStream.at(50)])
        evidence.queues[0].queues[0].idleSince = EventStream.at(7)
        #expect([Event]().snapshot(evidence: evidence).queues.map(\.idleSince) == [EventStream.at(7)])
    }
}
