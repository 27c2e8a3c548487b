package import Celery
import GRDB

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

    /// How many events wait at most to be committed; more are counted as lost.
    package static let capacity = 400_000

    private let history: History
    let keeping: Keeping
    /// Our clock: what claims to come from later than this is no reason to throw older things away.
    let now: @Sendable () -> Instant
    var waiting = Waiting()
    private var known = HistoryTransaction.Memory()

    /// Writes into a history.
    package init(to history: History, keeping: Keeping = Keeping(), now: @escaping @Sendable () -> Instant) {
        self.history = history
        self.keeping = keeping
        self.now = now
    }

    /// How many events wait to be committed.
    package var waitingEvents: Int { waiting.events }

    /// Takes in events, which must be without secrets already.
    package mutating func add(_ events: [Event]) {
        for event in events {
            guard waiting.events < Self.capacity else {
                waiting.receipt.lost += 1
                continue
            }
            waiting.insert(event)
        }
    }

    /// Takes in all that somebody else reduced, without secrets already.
    package mutating func add(_ state: ClusterState) {
        for record in state.tasks.values { waiting.insert(record) }
        for record in state.workers.values { waiting.insert(record) }
    }

    /// Takes in that somebody listened; a pause of `tolerance` seconds and less is none.
    package mutating func addWatched(_ span: TimeSpan, tolerance: Double = 2) {
        waiting.watched.append((span, tolerance))
    }

    /// Takes in what was in the queues.
    package mutating func add(_ readings: [QueueReading]) { waiting.readings += readings }

    /// Writes what waits, in one transaction.
    ///
    /// - Parameter holdsUnfinished: whether tasks that are likely to be spoken of again soon are held back once more; for
    ///   those who can read their source again after a crash.
    /// - Returns: what became of the events since the last commit.
    package mutating func commit(holdsUnfinished: Bool = false) throws(HistoryError) -> HistoryReceipt {
        let (batch, held) = waiting.split(holdsUnfinished: holdsUnfinished)
        var memory = known
        do throws(HistoryError) {
            let receipt = try history.write { db in
                var transaction = try HistoryTransaction(db, keeping: keeping, now: now(), memory: memory)
                let receipt = try transaction.write(batch)
                memory = transaction.memory
                return receipt
            }
            waiting = held
            known = memory
            return receipt
        } catch {
            known = HistoryTransaction.Memory()
            throw error
        }
    }
}
