import Capture
import Celery
import Configuration
import History

/// What a history adds to a snapshot: it takes in what was observed, and gives back all that it knows of the span.
package struct HistoryShare {
    package let file: HistoryFile

    /// Takes part with this file.
    package init(file: HistoryFile) {
        self.file = file
    }

    /// Remembers an observation, and lets the snapshot rest on everything that is remembered.
    ///
    /// - Returns: how that went; where it failed, the snapshot rests on the observation alone.
    func extend(_ builder: inout SnapshotBuilder, by observation: Observation) -> SourceReport {
        let clock = ContinuousClock()
        let start = clock.now
        do {
            let history = try file.open()
            var writer = file.writer(to: history)
            writer.add(observation.state)
            for span in observation.watched { writer.addWatched(span) }
            writer.add(observation.evidence.queues)
            writer.add(observation.evidence.inspection?.traits ?? [:])
            writer.add(observation.evidence.toldSchedules)
            let receipt = try writer.commit()
            try Self.read(history, into: &builder)
            return SourceReport(
                name: "history", status: .ok, detail: "\(receipt.added) task events added; \(Self.extent(builder))",
                duration: (clock.now - start) / .seconds(1))
        } catch CommandError.noHome {
            // Nobody asked for a history where there is no place for one.
            return SourceReport(name: "history", status: .skipped, detail: "\(words: "\(CommandError.noHome)")")
        } catch let error where file.options.history == nil && Self.isWithoutPlace(error) {
            return SourceReport(
                name: "history", status: .skipped,
                detail: "\(Phrase(error)); nothing is remembered of this run, give --history FILE for that")
        } catch {
            return SourceReport(
                name: "history", status: .failed, detail: Phrase(error), duration: (clock.now - start) / .seconds(1))
        }
    }

    /// Remembers what a judgement proved of tasks that no event will tell of any more.
    func remember(_ verdicts: [TaskRecord]) throws {
        guard !verdicts.isEmpty else { return }
        var writer = file.writer(to: try file.open())
        writer.add(verdicts)
        _ = try writer.commit()
    }

    /// Adds to a snapshot what changed in its span, the marks in it, and the hours of the weeks before; takes note of a
    /// snapshot of the present first.
    func addPast(to snapshot: inout Snapshot, isPresent: Bool) throws {
        let history = try file.open()
        if isPresent { try history.note(ClusterFacts(snapshot)) }
        try Self.addPast(to: &snapshot, from: history)
    }

    /// The same from a history that is open.
    static func addPast(to snapshot: inout Snapshot, from history: History) throws(HistoryError) {
        snapshot.changes = try history.changes(in: snapshot.coverage.span)
        snapshot.hours = try history.hours(until: snapshot.coverage.span.until)
    }

    /// Whether the place where a history is by default can't be written: a container's home, a system's user.
    private static func isWithoutPlace(_ error: any Error) -> Bool {
        switch error {
        case CommandError.unwritable, CommandError.noFolder, HistoryError.readOnly, HistoryError.unreachable,
            HistoryError.forbidden:
            true
        default: false
        }
    }

    /// Lets the snapshot rest on what is remembered alone.
    func fill(_ builder: inout SnapshotBuilder, from history: History) throws(HistoryError) -> SourceReport {
        try Self.read(history, into: &builder)
        return SourceReport(name: "history", status: .ok, detail: Self.extent(builder))
    }

    private static func read(_ history: History, into builder: inout SnapshotBuilder) throws(HistoryError) {
        let excerpt = try history.read(
            HistoryRequest(
                span: builder.rules.span, now: builder.rules.now, taskLimit: builder.taskLimit,
                mentioned: builder.evidence.mentionedTasks))
        builder.state = excerpt.state
        builder.tally = excerpt.tally
        builder.rules.span = excerpt.span
        builder.rules.watched = excerpt.watched
        builder.evidence.earlierQueues = excerpt.readings
        builder.evidence.earlierTraits = excerpt.traits
        builder.evidence.earlierConcurrency = excerpt.concurrency
        builder.evidence.earlierSchedules = excerpt.schedules
    }

    private static func extent(_ builder: SnapshotBuilder) -> Phrase {
        let tasks = builder.tally?.tasks ?? 0
        return "it knows \(tasks) \(tasks == 1 ? "task" : "tasks") of the span"
    }
}
