import Celery
import History
import TestSupport
import Testing

/// What holds of any stream of events.
struct HistoryPropertyTests {
    private static let watched = [TimeSpan(since: EventStream.epoch, until: EventStream.at(4 * 3600))]

    /// A full assessment of all that is kept, without the counts.
    private static func assessed(_ history: History, since: Double) throws -> Snapshot {
        let all = TimeSpan(since: EventStream.at(-86_400), until: EventStream.at(4 * 3600))
        let excerpt = try history.read(HistoryRequest(span: all, now: EventStream.at(4 * 3600), taskLimit: 100_000))
        let span = TimeSpan(since: EventStream.at(since), until: EventStream.at(4 * 3600))
        return excerpt.state.snapshot(
            AssessmentRules(span: span, watched: watched, now: EventStream.at(4 * 3600)), taskLimit: 100_000)
    }

    @Test(arguments: Keeper.each(0..<12))
    func countsAsAFullAssessmentDoes(seed: UInt64, keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var random = SeededGenerator(seed: seed)
        let events = Array(EventStream.wild(seed: seed).joined()).shuffled(using: &random)
        try history.add(events, batch: 37, watched: Self.watched)
        for since in [0.0, 1800, 3600, 7260] {
            let expected = try Self.assessed(history, since: since)
            let counted = try history.snapshot(since: since)
            #expect(counted.totals == expected.totals, "since \(since)")
            #expect(counted.workers.map(\.counts) == expected.workers.map(\.counts), "since \(since)")
            #expect(counted.taskTypes == expected.taskTypes, "since \(since)")
            #expect(counted.histograms == expected.histograms)
            #expect(counted.failures == expected.failures)
            #expect(counted.tasks == expected.tasks)
        }
    }

    @Test(arguments: Keeper.each(0..<12))
    func comesToTheSameInEveryOrderAndWithRepetitions(seed: UInt64, keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let streams = EventStream.wild(seed: seed)
        let ordered = try keeper.history(in: folder, named: "ordered.sqlite")
        try ordered.add(Array(streams.joined()), watched: Self.watched)
        var random = SeededGenerator(seed: seed &+ 1000)
        let shuffled = streams.joined().shuffled(using: &random)
        let repeated = shuffled + shuffled.prefix(120) + shuffled.suffix(50)
        let other = try keeper.history(in: folder, named: "other.sqlite")
        let receipt = try other.add(repeated, batch: Int.random(in: 1...60, using: &random), watched: Self.watched)
        #expect(receipt.added == shuffled.count { $0.isOfTask })
        #expect(try other.contents() == ordered.contents())
        #expect(try other.snapshot(since: 3600) == ordered.snapshot(since: 3600))
    }

    @Test(arguments: Keeper.each(0..<12))
    func closesTheSumWhateverIsLost(seed: UInt64, keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var random = SeededGenerator(seed: seed)
        let kept = EventStream.wild(seed: seed).joined().filter { _ in Int.random(in: 0..<3, using: &random) > 0 }
        try history.add(Array(kept), batch: 50, watched: Self.watched)
        for since in [0.0, 3600, 9000] {
            let snapshot = try history.snapshot(since: since)
            #expect(snapshot.workers.allSatisfy { $0.counts.processed != nil && $0.counts.closes })
            #expect(snapshot.totals.counts.closes)
        }
    }

    /// Workers that are never silent: what comes later tells nothing new of who lived then.
    private static func steady(seed: UInt64) -> [Event] {
        var heartbeats = EventStream()
        for number in 1...4 {
            for time in stride(from: 0.0, to: 3 * 3600, by: 30) {
                heartbeats.worker(time == 0 ? .online : .heartbeat, "w\(number)@a", at: time, pid: number)
            }
        }
        return EventStream.wild(seed: seed).joined().filter(\.isOfTask) + heartbeats.events
    }

    @Test(arguments: Keeper.each(0..<24))
    func seesThePastAsItWasThen(seed: UInt64, keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let events = Self.steady(seed: seed)
        let whole = try keeper.history(in: folder, named: "whole.sqlite")
        try whole.add(events, watched: Self.watched)
        let then = try keeper.history(in: folder, named: "then.sqlite")
        let early = events.filter { $0.origin.timestamp < EventStream.at(7200) }
        try then.add(early, watched: [TimeSpan(since: EventStream.epoch, until: EventStream.at(7200))])
        for since in [0.0, 1800, 3601.5] {
            let past = try whole.snapshot(since: since, until: 7199)
            let present = try then.snapshot(since: since, now: 7199)
            #expect(past.workers.map(\.name) == present.workers.map(\.name))
            #expect(past.workers.map(\.counts) == present.workers.map(\.counts), "since \(since)")
            #expect(past.totals == present.totals && past.totals.counts.closes, "since \(since)")
            // What was sent and not received yet is kept apart, and is no task until anything came of it.
            let attempts = [past, present].map { snapshot in
                Set(snapshot.tasks.filter { !$0.attempts.isEmpty }.map { "\($0.id) \($0.attempts.map(\.outcome))" })
            }
            #expect(attempts[0].symmetricDifference(attempts[1]).isEmpty, "since \(since)")
        }
    }

    @Test(arguments: Keeper.all)
    func tellsWhatWasAddedFromWhatWasKnown(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var stream = EventStream()
        stream.attempt("t1", at: 10)
        let first = try history.add(stream.events)
        let second = try history.add(stream.events)
        #expect(first.added == 3 && first.repeated == 0)
        #expect(second.added == 0 && second.repeated == 3)
        #expect(try history.snapshot().coverage.events == 3)
    }
}

extension Event {
    var origin: EventOrigin {
        switch self {
        case .task(let event): event.origin
        case .worker(let event): event.origin
        }
    }

    var isOfTask: Bool {
        if case .task = self { true } else { false }
    }
}
