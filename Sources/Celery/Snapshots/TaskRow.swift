/// A task in a snapshot.
package struct TaskRow: Sendable, Equatable {
    /// From where it is known.
    package enum Source: String, CaseIterable, Sendable { case events, inspect, results }

    /// Its identifier.
    package var id: TaskID
    /// Its state: Celery's word, or `LOST`, `RETURNED`, `UNACCOUNTED`, or an application's own.
    package var state: String
    /// What is known of it; of its end, what the attempt that gives the state told.
    package var facts: TaskFacts
    /// When the message of that attempt was sent.
    package var sent: Instant?
    /// When it was received.
    package var received: Instant?
    /// When it was begun.
    package var started: Instant?
    /// When it ended.
    package var finished: Instant?
    /// Seconds from sending (or ETA) to beginning.
    package var wait: Double?
    /// Seconds from receipt (or ETA) to beginning.
    package var prefetchWait: Double?
    /// Who executed it last.
    package var worker: WorkerName?
    /// From where it is known.
    package var source: Source
    /// Its attempts, the one received last at the end.
    package var attempts: [AttemptRow]
    /// Of a lost one: whether the broker still has its message, unacknowledged; `nil` where that isn't known.
    package var isUnacknowledged: Bool?
    /// When the broker will deliver that message again.
    package var redelivery: Instant?
    /// Of one that its stored result alone tells of, and that failed: which group of failures it is of.
    package var failure: String?

    /// Describes a task.
    package init(
        id: TaskID, state: String, facts: TaskFacts, sent: Instant? = nil, received: Instant? = nil,
        started: Instant? = nil, finished: Instant? = nil, wait: Double? = nil, prefetchWait: Double? = nil,
        worker: WorkerName? = nil, source: Source, attempts: [AttemptRow], isUnacknowledged: Bool? = nil,
        redelivery: Instant? = nil, failure: String? = nil
    ) {
        self.id = id
        self.state = state
        self.facts = facts
        self.sent = sent
        self.received = received
        self.started = started
        self.finished = finished
        self.wait = wait
        self.prefetchWait = prefetchWait
        self.worker = worker
        self.source = source
        self.attempts = attempts
        self.isUnacknowledged = isUnacknowledged
        self.redelivery = redelivery
        self.failure = failure
    }

    /// The time by which tasks are ordered: the first that is known of receipt, sending, beginning and end.
    package var time: Instant? { received ?? sent ?? started ?? finished }
}
