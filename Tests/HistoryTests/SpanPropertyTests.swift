import Celery
import History
import TestSupport
import Testing

/// What holds of any span of any stream in which tasks replace themselves, are delivered again, and workers tell how
/// much they execute.
struct SpanPropertyTests {
    private static let end = 3 * 3600.0
    private static let watched = [TimeSpan(since: EventStream.epoch, until: EventStream.at(end))]

    /// Three hours of several workers, in which anything happens in any order.
    private static func stream(seed: UInt64) -> [Event] {
        var random = SeededGenerator(seed: seed)
        return (1...3).flatMap { number -> [Event] in
            var stream = EventStream()
            let worker = "w\(number)@a"
            var (process, executed) = (number, 0)
            stream.worker(.online, worker, at: 0, pid: process, processed: 0, active: 0)
            for step in 1...120 {
                let id = "t\(Int.random(in: 1...25, using: &random))"
                let time = Double(step) * end / 125 + Double(number) / 10 + Double.random(in: 0..<30, using: &random)
                let kinds: [TaskEvent.Kind] = [
                    .received, .received, .started, .started, .succeeded, .failed, .retried, .revoked, .rejected,
                    .cancelled, .sent,
                ]
                let kind = kinds.randomElement(using: &random) ?? .received
                let told = Int.random(in: 0...7, using: &random)
                stream.task(kind, id, on: worker, at: time) { facts in
                    if kind == .revoked { facts.terminated = told % 2 == 0 }
                    // An execution may have begun before anything was told of it, while nobody listened.
                    if kind == .succeeded, told % 2 == 0 { facts.runtime = Double(told) * 700 + 0.25 }
                    if kind == .sent { facts.queue = told % 2 == 0 ? "mail" : nil }
                    guard kind == .received || kind == .sent else { return }
                    facts.retries = told == 7 ? 1 : 0
                    facts.args = "(\(told % 2),)"
                    if told > 4 { facts.parent = TaskID(told == 5 ? "p" : id) }
                }
                guard step % 4 == 0 else { continue }
                let heartbeat: WorkerEvent.Kind = told == 0 ? .offline : told == 1 ? .online : .heartbeat
                (process, executed) = told == 2 ? (process + 10, 0) : (process, executed + 2)
                stream.worker(
                    heartbeat, worker, at: time + 0.5, pid: process, processed: executed,
                    active: Int.random(in: 0...2, using: &random))
            }
            return stream.events
        }
    }

    /// A full assessment of all that is kept, without the counts.
    private static func assessed(
        _ history: History, since: Double, until: Double, watched: [TimeSpan] = Self.watched
    ) throws -> Snapshot {
        let all = TimeSpan(since: EventStream.at(-86_400), until: EventStream.at(end))
        let excerpt = try history.read(HistoryRequest(span: all, now: EventStream.at(end), taskLimit: 100_000))
        let span = TimeSpan(since: EventStream.at(since), until: EventStream.at(until))
        return excerpt.state.snapshot(
            AssessmentRules(span: span, watched: watched, now: EventStream.at(end)), evidence: queues,
            taskLimit: 100_000)
    }

    private static func counted(
        _ history: History, since: Double, until: Double, watched: [TimeSpan] = Self.watched
    ) throws -> Snapshot {
        let span = TimeSpan(since: EventStream.at(since), until: EventStream.at(until))
        let excerpt = try history.read(HistoryRequest(span: span, now: EventStream.at(end), taskLimit: 100_000))
        return excerpt.state.snapshot(
            AssessmentRules(span: excerpt.span, watched: watched, now: EventStream.at(end)), tally: excerpt.tally,
            evidence: queues, taskLimit: 100_000)
    }

    /// A queue that some of its tasks were sent to.
    private static var queues: Evidence {
        var evidence = Evidence()
        evidence.queues = [QueueReading(time: EventStream.at(17), queues: [QueueContent(name: "mail", ready: 0)])]
        return evidence
    }

    private static let spans = [
        (0.0, end), (1800.25, end), (3601.5, 7207.125), (17, 21.5), (5400, 5460), (59.999_999, 9000.000_001),
    ]

    @Test(arguments: Keeper.each(0..<24))
    func countsAnySpanAsAFullAssessmentDoes(seed: UInt64, keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var random = SeededGenerator(seed: seed)
        try history.add(Self.stream(seed: seed).shuffled(using: &random), batch: 41, watched: Self.watched)
        for (since, until) in Self.spans {
            let expected = try Self.assessed(history, since: since, until: until)
            let counted = try Self.counted(history, since: since, until: until)
            #expect(counted.coverage.span == expected.coverage.span)
            #expect(counted.totals.counts.closes && counted.workers.allSatisfy { $0.counts.closes })
            #expect(counted.totals == expected.totals, "\(since) to \(until)")
            #expect(counted.workers.map(\.counts) == expected.workers.map(\.counts), "\(since) to \(until)")
            #expect(counted.workers.map(\.busySeconds) == expected.workers.map(\.busySeconds), "\(since) to \(until)")
            // The name of a task whose receipt was lost may be told only after the span.
            if until == Self.end {
                #expect(counted.taskTypes == expected.taskTypes, "\(since) to \(until)")
                #expect(counted.queues.map(\.wait) == expected.queues.map(\.wait), "\(since) to \(until)")
            }
            #expect(counted.tasks == expected.tasks, "\(since) to \(until)")
        }
    }

    /// Slot time is of what was watched alone, wherever the gaps lie.
    @Test(arguments: Keeper.each(0..<12))
    func countsSlotTimeOfWatchedPartsAlone(seed: UInt64, keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        let watched = [(0.0, 1700.5), (1900, 1900.25), (3660, 7000), (7205, Self.end)].map {
            TimeSpan(since: EventStream.at($0.0), until: EventStream.at($0.1))
        }
        try history.add(Self.stream(seed: seed), batch: 41, watched: watched)
        for (since, until) in Self.spans {
            let expected = try Self.assessed(history, since: since, until: until, watched: watched)
            let counted = try Self.counted(history, since: since, until: until, watched: watched)
            #expect(counted.workers.map(\.busySeconds) == expected.workers.map(\.busySeconds), "\(since) to \(until)")
            if until == Self.end { #expect(counted.taskTypes == expected.taskTypes, "\(since) to \(until)") }
        }
    }

    /// All that was told of it is that it took an hour, of which ten seconds were watched.
    @Test(arguments: Keeper.all)
    func countsOfALoneSuccessWhatWasWatched(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        let watched = [TimeSpan(since: EventStream.at(7190), until: EventStream.at(7210))]
        var stream = EventStream()
        stream.task(.succeeded, "alone", at: 7200) { ($0.name, $0.runtime) = ("shop.work", 3600) }
        try history.add(stream.events, watched: watched)
        for (since, until, seconds) in [(0.0, Self.end, 10.0), (7195, Self.end, 5), (7300, Self.end, 0)] {
            let counted = try Self.counted(history, since: since, until: until, watched: watched)
            #expect((counted.workers.first?.busySeconds ?? 0) == seconds, "\(since) to \(until)")
            #expect((counted.taskTypes.first?.busy?.seconds ?? 0) == seconds)
            let expected = try Self.assessed(history, since: since, until: until, watched: watched)
            #expect(counted.taskTypes == expected.taskTypes)
        }
    }

    @Test(arguments: Keeper.each(0..<8))
    func tellsAnySpanTheSameInEveryOrderAndWithRepetitions(seed: UInt64, keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let events = Self.stream(seed: seed)
        let ordered = try keeper.history(in: folder, named: "ordered.sqlite")
        try ordered.add(events, watched: Self.watched)
        var random = SeededGenerator(seed: seed &+ 1000)
        let other = try keeper.history(in: folder, named: "other.sqlite")
        let shuffled = events.shuffled(using: &random) + events.shuffled(using: &random).prefix(100)
        try other.add(shuffled, batch: Int.random(in: 1...60, using: &random), watched: Self.watched)
        for (since, until) in Self.spans {
            let first = try Self.counted(ordered, since: since, until: until)
            #expect(try Self.counted(other, since: since, until: until) == first, "\(since) to \(until)")
        }
    }

    @Test(arguments: Keeper.each(0..<8))
    func closesEverySumWhateverIsLost(seed: UInt64, keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var random = SeededGenerator(seed: seed)
        let kept = Self.stream(seed: seed).filter { _ in Int.random(in: 0..<3, using: &random) > 0 }
        try history.add(kept, watched: Self.watched)
        for (since, until) in Self.spans {
            let snapshot = try Self.counted(history, since: since, until: until)
            #expect(snapshot.totals.counts.closes && snapshot.workers.allSatisfy { $0.counts.closes })
        }
    }

    @Test(arguments: Keeper.all)
    func remembersWhatAnInspectionProved(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var stream = EventStream()
        stream.worker(.heartbeat, at: 1, processed: 1, active: 1)
        stream.task(.received, at: 10)
        stream.task(.started, at: 11)
        for time in stride(from: 12.0, to: 120, by: 2) { stream.worker(.heartbeat, at: time, processed: 1, active: 1) }
        try history.add(stream.events, watched: [Self.minutes])
        var answer = WorkerInspection()
        (answer.isAlive, answer.active, answer.reserved, answer.scheduled) = (true, [], [], [])
        var evidence = Evidence()
        evidence.unacknowledged = []
        evidence.inspection = Inspection(
            asked: EventStream.at(60), answered: EventStream.at(60.1), expected: 1,
            workers: [WorkerName("w1@a"): answer],
            isComplete: true)
        let (snapshot, verdicts) = try Self.builder(history, evidence).snapshotWithVerdicts()
        #expect(snapshot.totals.counts[.unaccounted] == 1 && verdicts.map(\.id) == [TaskID("t1")])
        #expect(try Self.builder(history, Evidence()).snapshot().totals.counts[.active] == 1)
        var writer = history.writer()
        writer.add(verdicts)
        #expect(try writer.commit() == HistoryReceipt())
        let later = try Self.builder(history, Evidence()).snapshot()
        #expect(later.totals.counts[.unaccounted] == 1 && later.coverage.events == 2)
    }

    /// Without it, what nobody heard of is counted while a worker holds it, and never again: 'processed' falls.
    @Test(arguments: Keeper.all)
    func remembersWhatAnInspectionFound(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var stream = EventStream()
        stream.attempt("t1", at: 1)
        for time in stride(from: 2.0, to: 120, by: 2) { stream.worker(.heartbeat, at: time, processed: 3, active: 1) }
        try history.add(stream.events, watched: [Self.minutes])
        var answer = WorkerInspection()
        answer.isAlive = true
        answer.active = [HeldTask(task: TaskID("begun"), started: EventStream.at(30))]
        (answer.reserved, answer.scheduled) = ([HeldTask(task: TaskID("fetched"))], [])
        var evidence = Evidence()
        evidence.inspection = Inspection(
            asked: EventStream.at(60), answered: EventStream.at(60.1), expected: 1,
            workers: [WorkerName("w1@a"): answer], isComplete: true)
        let (snapshot, verdicts) = try Self.builder(history, evidence).snapshotWithVerdicts()
        let counts = snapshot.totals.counts
        #expect(counts.processed == 3 && counts[.active] == 1 && counts[.received] == 1)
        for _ in 0..<2 {
            var writer = history.writer()
            writer.add(verdicts)
            #expect(try writer.commit() == HistoryReceipt())
        }
        #expect(try Self.builder(history, evidence).snapshotWithVerdicts().1.isEmpty)
        #expect(try Self.builder(history, Evidence()).snapshot().totals.counts == counts)

        var later = EventStream()
        later.task(.received, "fetched", at: 60.05) { $0.retries = 0 }
        later.task(.started, "begun", at: 30.01)
        later.task(.succeeded, "begun", at: 70)
        later.attempt("fetched", at: 80)
        try history.add(later.events, watched: [])
        let ended = try Self.builder(history, Evidence()).snapshot()
        #expect(ended.totals.counts.processed == 4 && ended.totals.counts[.succeeded] == 3)
        #expect(ended.totals.counts[.returned] == 1 && ended.coverage.events == 9)
    }

    /// A worker without '-E' tells by no event what became of it, and its counts aren't known.
    @Test(arguments: Keeper.all)
    func forgetsWhatItFoundAtAWorkerThatSendsNoEvents(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var stream = EventStream()
        stream.worker(.heartbeat, at: 1, processed: 3, active: 1)
        try history.add(stream.events, watched: [Self.minutes])
        var answer = WorkerInspection()
        (answer.isAlive, answer.active) = (true, [HeldTask(task: TaskID("begun"), started: EventStream.at(30))])
        var evidence = Evidence()
        evidence.inspection = Inspection(
            asked: EventStream.at(60), answered: EventStream.at(60.1), expected: 1,
            workers: [WorkerName("w1@a"): answer], isComplete: true)
        #expect(try Self.builder(history, evidence).snapshotWithVerdicts().1.isEmpty)
    }

    /// A type counts under its own spelling, in whole minutes as at the edges of a span.
    @Test(arguments: Keeper.all)
    func countsTypesThatLookAlikeEachForItself(keeper: Keeper) throws {
        let folder = try TemporaryFolder()
        let history = try keeper.history(in: folder)
        var stream = EventStream()
        for (number, name) in ["caf\u{e9}", "cafe\u{301}"].enumerated() {
            for time in [30.0, 90, 150] {
                stream.attempt("\(number) at \(time)", at: time + Double(number), name: name)
            }
        }
        try history.add(stream.events, watched: Self.watched)
        let counted = try Self.counted(history, since: 20, until: 170)
        #expect(counted.taskTypes.map { $0.counts[.succeeded] } == [3, 3])
        #expect(Set(counted.tasks.compactMap(\.facts.name).map { Array($0.utf8) }).count == 2)
    }

    private static let minutes = TimeSpan(since: EventStream.epoch, until: EventStream.at(120))

    private static func builder(_ history: History, _ evidence: Evidence) throws -> SnapshotBuilder {
        let excerpt = try history.read(HistoryRequest(span: minutes, now: minutes.until))
        var builder = SnapshotBuilder(
            state: excerpt.state, evidence: evidence,
            rules: AssessmentRules(span: excerpt.span, watched: [minutes], now: minutes.until),
            broker: BrokerIdentity(transport: "redis", url: "redis://localhost:6379/0", server: nil), sources: [],
            producer: Snapshot.Producer(version: "1", host: nil),
            report: Snapshot.ReportRequest(title: "test", timeZone: "UTC"))
        builder.tally = excerpt.tally
        return builder
    }
}
