/// What a task adds to the counts, as far as events alone decide it.
package struct TaskSummary: Sendable, Equatable {
    /// An attempt as far as it is counted.
    package struct Entry: Sendable, Equatable {
        /// Whose.
        package let worker: WorkerName
        /// Of which type.
        package let name: String?
        /// When it was received, begun and ended.
        package let received: Instant?, started: Instant?, finished: Instant?
        /// In which column it ended; `nil` while it is open.
        package let outcome: Outcome?
        /// Seconds of execution, and of waiting for it; `nil` where they aren't known, or it is open.
        package let runtime: Double?, wait: Double?
    }

    /// How far a task is.
    package enum Stage: Int, Sendable {
        /// Each of its attempts ended.
        case closed
        /// An attempt is open.
        case open
        /// It was sent, and nobody has received it.
        case waiting
    }

    /// Its attempts.
    package let entries: [Entry]
    /// How far it is.
    package let stage: Stage
    /// Whether an attempt failed.
    package var isFailed: Bool { entries.contains { $0.outcome == .failed } }
}

extension TaskRecord {
    /// What it adds to the counts.
    ///
    /// - Parameter turns: gives the turns in the life of a worker, oldest first.
    /// - Returns: one entry for each attempt, and how far the task is.
    package func summary(turns: (WorkerName) -> [Lifeline.Turn]) -> TaskSummary {
        var attempts: [Attempt] = []
        for ledger in ledgers {
            attempts += AttemptMatcher.attempts(of: ledger.worker, marks: ledger.marks, turns: turns(ledger.worker))
        }
        let name = attempts.contains { $0.told.name == nil } ? facts.name : nil
        let entries = attempts.map { entry($0, name: $0.told.name ?? name) }
        let stage: TaskSummary.Stage =
            entries.isEmpty ? .waiting : entries.contains { $0.outcome == nil } ? .open : .closed
        return TaskSummary(entries: entries, stage: stage)
    }

    private func entry(_ attempt: Attempt, name: String?) -> TaskSummary.Entry {
        let outcome = attempt.ending.map { Outcome($0, isBegun: attempt.started != nil) }
        let isEnded = outcome != nil
        return TaskSummary.Entry(
            worker: attempt.worker, name: name, received: attempt.received, started: attempt.started,
            finished: attempt.finished, outcome: outcome, runtime: isEnded ? attempt.told.runtime : nil,
            wait: isEnded ? attempt.wait(since: sent(for: attempt)) : nil)
    }

    /// When it was first and last spoken of, by its senders' clocks; `nil` while nothing is known.
    package var span: TimeSpan? {
        var span = sent.extent
        for ledger in ledgers {
            guard let own = ledger.marks.extent else { continue }
            span = span.map { TimeSpan(since: min($0.since, own.since), until: max($0.until, own.until)) } ?? own
        }
        return span
    }
}

extension [Mark] {
    /// From the first to the last; `nil` where there is none.
    fileprivate var extent: TimeSpan? {
        guard let first, let last else { return nil }
        return TimeSpan(since: first.timestamp, until: last.timestamp)
    }
}
