package import Celery

/// Puts what was heard into a history: gathers it in memory, and commits it when told to.
///
/// What is committed is there after a crash. What isn't stays with the writer when a commit fails, as far as there is
/// room for it.
package struct HistoryWriter: Sendable {
    /// For how long tasks are kept, counted back from the newest event.
    package struct Keeping: Sendable, Equatable {
        /// Seconds for tasks.
        package var tasks: Double
        /// Seconds for tasks with failures: three times as long.
        package var failures: Double { 3 * tasks }

        /// Sets how long.
        package init(tasks: Double = 30 * 86_400) { self.tasks = tasks }
    }

    /// The events that wait to be committed take about so many bytes at most; more are counted as lost.
    package static let capacity = 256_000_000

    /// Clocks may be that many seconds ahead of ours.
    private static let tolerance = 3600.0

    private var committer: HistoryCommitter
    private var waiting: Waiting
    private let now: @Sendable () -> Instant

    /// Writes into a history.
    ///
    /// `now` is our clock: what claims to come from later than this is no reason to throw older things away.
    package init(to history: History, keeping: Keeping = Keeping(), now: @escaping @Sendable () -> Instant) {
        committer = HistoryCommitter(to: history, keeping: keeping)
        waiting = Waiting(limit: now() + Self.tolerance)
        self.now = now
    }

    /// How many events wait to be committed.
    package var waitingEvents: Int { waiting.events }

    /// Takes in events, which must be without secrets already.
    ///
    /// - Returns: how many found no room; the next receipt tells of them too.
    @discardableResult
    package mutating func add(_ events: [Event]) -> Int {
        var lost = 0
        for event in events {
            if waiting.size < Self.capacity { waiting.insert(event) } else { lost += 1 }
        }
        waiting.receipt.lost += lost
        return lost
    }

    /// Takes in all that somebody else reduced, without secrets already.
    package mutating func add(_ state: ClusterState) {
        for record in state.tasks.values { waiting.insert(record) }
        for record in state.workers.values { waiting.insert(record) }
    }

    /// Takes in what evidence other than events proved of tasks.
    package mutating func add(_ verdicts: [TaskRecord]) {
        for record in verdicts { waiting.insert(record) }
    }

    /// Takes in that somebody listened; a pause of `tolerance` seconds and less is none.
    package mutating func addWatched(_ span: TimeSpan, tolerance: Double = 2) {
        waiting.addWatched(span, tolerance: tolerance)
    }

    /// Takes in what workers told that rarely changes.
    package mutating func add(_ traits: [WorkerName: WorkerTraits]) { waiting.traits.merge(traits) { $1 } }

    /// Takes in what was told of the schedule.
    package mutating func add(_ schedules: [ScheduleReading]) { waiting.schedules += schedules }

    /// Takes in what was in the queues.
    package mutating func add(_ readings: [QueueReading]) { waiting.readings += readings }

    /// Writes what waits, in one transaction.
    ///
    /// - Returns: what became of the events since the last commit.
    /// - Throws: why nothing was written; all of it waits on.
    package mutating func commit() throws(HistoryError) -> HistoryReceipt {
        var rest = waiting
        let receipt = try committer.commit(rest.take(all: true, limit: now() + Self.tolerance))
        waiting = rest
        return receipt
    }

    /// Hands over what waits, to be committed by somebody else, but for tasks that are likely to be spoken of again
    /// soon: these are held back once.
    ///
    /// For those who can read their source again after a crash.
    package mutating func takeFinished() -> HistoryBatch {
        waiting.take(all: false, limit: now() + Self.tolerance)
    }

    /// Hands over all that waits.
    package mutating func takeAll() -> HistoryBatch {
        waiting.take(all: true, limit: now() + Self.tolerance)
    }
}
