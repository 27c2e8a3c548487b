import TestSupport
import Testing

@testable import Celery

/// A snapshot of pods' names has no more series than a chart can tell apart, and they still add up.
struct ManySeriesTests {
    private static let workers = 1_203

    private let snapshot: Snapshot = {
        var stream = EventStream()
        for number in 0..<ManySeriesTests.workers {
            let name = "w\(number)"
            stream.worker(.online, name, at: 1, processed: 0, active: 0, load: 1)
            stream.worker(.heartbeat, name, at: 59, processed: 1, active: 0, load: 1)
            stream.attempt("t\(number)", on: name, at: 30)
            if number < 3 { stream.attempt("u\(number)", on: name, at: 31) }
        }
        return stream.events.snapshot(at: 60)
    }()

    @Test func givesSeriesToThoseThatTellMost() {
        let rates = snapshot.series.filter { $0.name == "tasks.succeeded" }
        let named = rates.compactMap { $0.labels["worker"] }
        #expect(named.count == 1_000 && named.contains("w0") && named.contains("w2"))
        #expect(rates.compactMap { $0.labels["other_workers"] } == ["\(Self.workers - 1_000)"])
        #expect(snapshot.series.count { $0.name == "worker.load" } == 1_000)
        #expect(snapshot.workers.count == Self.workers)
    }

    @Test func addsUpToAllAttempts() {
        let rates = snapshot.series.filter { $0.name == "tasks.succeeded" }
        let length = rates[0].points[1].time.since(rates[0].points[0].time)
        let sum = rates.flatMap(\.points).compactMap(\.value).reduce(0, +) * length / 60
        #expect(abs(sum - Double(Self.workers + 3)) < 0.5)
        let online = snapshot.series.first { $0.name == "workers.online" }?.points.compactMap(\.value).max()
        #expect(online == Double(Self.workers))
    }
}
