/// An attempt in a snapshot.
package struct AttemptRow: Sendable, Equatable {
    /// Its worker.
    package var worker: WorkerName
    /// Its column.
    package var outcome: Outcome
    /// When it was sent.
    package var sent: Instant?
    /// When it was received.
    package var received: Instant?
    /// When it was begun.
    package var started: Instant?
    /// When it ended.
    package var finished: Instant?
    /// Seconds of execution, as the worker measured them.
    package var runtime: Double?
    /// How often it had been retried before.
    package var retries: Int?
    /// The exception that ended it.
    package var exception: String?
    /// Of one that failed: which group of failures it is of.
    package var failure: String?

    /// Describes an attempt.
    package init(
        worker: WorkerName, outcome: Outcome, sent: Instant? = nil, received: Instant? = nil, started: Instant? = nil,
        finished: Instant? = nil, runtime: Double? = nil, retries: Int? = nil, exception: String? = nil,
        failure: String? = nil
    ) {
        self.worker = worker
        self.outcome = outcome
        self.sent = sent
        self.received = received
        self.started = started
        self.finished = finished
        self.runtime = runtime
        self.retries = retries
        self.exception = exception
        self.failure = failure
    }
}
