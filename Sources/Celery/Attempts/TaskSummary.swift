/// What a task adds to the counts, as far as events alone decide it.
package struct TaskSummary: Sendable, Equatable {
    /// An attempt as far as it is counted.
    package struct Entry: Sendable, Equatable {
        /// The worker that received it.
        package let worker: WorkerName
        /// Of which type.
        package let name: String?
        /// When it was received, begun (as far as anything tells), and ended.
        package let received: Instant?, begun: Instant?, finished: Instant?
        /// In which column it ended; `nil` while it is open.
        package let outcome: Outcome?
        /// Seconds of execution, and of waiting for it; `nil` where they aren't known, or it is open.
        package let runtime: Double?, wait: Double?

        /// What of it happened in a part of time.
        package func part(in span: TimeSpan) -> Entry {
            func inside(_ time: Instant?) -> Instant? { time.flatMap { span.contains($0) ? $0 : nil } }
            return Entry(
                worker: worker, name: name, received: inside(received), begun: inside(begun),
                finished: inside(finished), outcome: outcome, runtime: runtime, wait: wait)
        }
    }

    /// How far a task is.
    package enum Stage: Int, Sendable {
        /// Each of its attempts ended.
        case closed
        /// An attempt is open.
        case open
        /// It was sent, and nobody has received it.
        case waiting
        /// Each of its attempts is over, though of some no event told how they ended.
        case over
    }

    /// Its attempts.
    package var entries: [Entry]
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
    package func summary(turns: (WorkerName) -> [Presence.Turn]) -> TaskSummary {
        let attempts = attempts(turns: turns)
        let name = attempts.contains { $0.told.name == nil } ? facts.name : nil
        let messages = messages(of: attempts)
        let entries = zip(attempts, messages).map { entry($0, sent: $1?.timestamp, name: $0.told.name ?? name) }
        let stage: TaskSummary.Stage =
            if attempts.isEmpty {
                .waiting
            } else if attempts.contains(where: { $0.isOpen && !$0.isOver }) {
                .open
            } else {
                attempts.contains { $0.toldOutcome == nil } ? .over : .closed
            }
        return TaskSummary(entries: entries, stage: stage)
    }

    private func entry(_ attempt: Attempt, sent: Instant?, name: String?) -> TaskSummary.Entry {
        let outcome = attempt.toldOutcome
        let isEnded = outcome != nil
        return TaskSummary.Entry(
            worker: attempt.worker, name: name, received: attempt.received, begun: attempt.begun,
            finished: attempt.finished, outcome: outcome, runtime: isEnded ? attempt.told.runtime : nil,
            wait: isEnded ? attempt.wait(since: sent) : nil)
    }

    /// When it was first and last spoken of, by its senders' clocks; `nil` while nothing is known.
    package var span: TimeSpan? {
        var span = sent.extent
        for workerMarks in marksByWorker {
            guard let own = workerMarks.marks.extent else { continue }
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
