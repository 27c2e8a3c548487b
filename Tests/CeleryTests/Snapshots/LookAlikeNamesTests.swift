import Celery
import TestSupport
import Testing

/// Names of task types and queues are what their bytes are: `é` is one letter, or two, and then another name.
struct LookAlikeNamesTests {
    private static let names = ["caf\u{e9}", "cafe\u{301}"]

    private func bytes(_ names: [String?]) -> [[UInt8]] { names.compactMap { $0.map { Array($0.utf8) } } }

    private var expected: [[UInt8]] { bytes(Self.names).sorted { $0.lexicographicallyPrecedes($1) } }

    @Test func countsTheirTypesEachForItself() {
        var stream = EventStream()
        for (number, name) in Self.names.enumerated() {
            for attempt in 0...number {
                stream.task(.received, "\(number)-\(attempt)", at: 1) { $0.name = name }
                stream.task(.succeeded, "\(number)-\(attempt)", at: 2) { $0.runtime = 1 }
            }
            stream.task(.received, "\(number)-failed", at: 3) { $0.name = name }
            stream.task(.failed, "\(number)-failed", at: 4)
        }
        let snapshot = stream.events.snapshot()
        #expect(bytes(snapshot.taskTypes.map(\.name)) == expected)
        #expect(snapshot.taskTypes.map { $0.counts[.succeeded] } == [2, 1])
        #expect(Set(bytes(snapshot.failures.map(\.name))) == Set(expected) && snapshot.failures.map(\.count) == [1, 1])
        let ended = snapshot.series.filter { $0.name == "tasks.ended" }
        #expect(Set(bytes(ended.map { $0.labels["name"] })) == Set(expected))
    }

    @Test func countsTheirQueuesEachForItself() {
        var evidence = Evidence()
        evidence.queues = [(0.0, 1), (60, 3)].map { seconds, factor in
            QueueReading(
                time: EventStream.at(seconds),
                queues: Self.names.enumerated().map {
                    QueueContent(name: $0.element, ready: ($0.offset + 1) * factor, unacknowledged: 0)
                })
        }
        var answer = WorkerInspection()
        (answer.isAlive, answer.queues) = (true, [ConsumedQueue(name: Self.names[0])])
        evidence.inspection = Inspection(
            asked: EventStream.at(50), answered: EventStream.at(51), expected: 1, workers: [WorkerName("w1@a"): answer],
            isComplete: true)
        let snapshot = [Event]().snapshot(evidence: evidence)
        #expect(bytes(snapshot.queues.map(\.name)) == expected)
        #expect(snapshot.queues.map(\.growth) == [4, 2] && snapshot.queues.map(\.consumers) == [0, 1])
        #expect(snapshot.series.count { $0.name == "queue.ready" } == 2)
    }

    /// A receipt under a name that only looks the same is another task's, which took the identifier over.
    @Test func takesAnotherSpellingForAnotherTask() {
        var stream = EventStream()
        for (number, name) in Self.names.enumerated() {
            stream.task(.received, at: Double(number) * 10) { $0.name = name }
            stream.task(.started, at: Double(number) * 10 + 1)
        }
        stream.task(.succeeded, at: 12)
        #expect(stream.events.outcomes() == [.unaccounted, .succeeded])
    }
}
