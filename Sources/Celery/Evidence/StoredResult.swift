/// What the result backend holds of one task.
package struct StoredResult: Sendable, Equatable {
    /// The task.
    package var task: TaskID
    /// Its state in the backend's words: `SUCCESS`, `FAILURE`, …
    package var state: String
    /// What is told of it; without extended results that is its result, or its exception, alone.
    package var facts: TaskFacts
    /// Who executed it; only with extended results.
    package var worker: WorkerName?
    /// When it was begun; only in tables of django-celery-results, by the clock of their database.
    package var started: Instant?
    /// When it ended, by the worker's clock.
    package var finished: Instant?

    /// Describes a result.
    package init(
        task: TaskID, state: String, facts: TaskFacts = TaskFacts(), worker: WorkerName? = nil,
        started: Instant? = nil, finished: Instant? = nil
    ) {
        self.task = task
        self.state = state
        self.facts = facts
        self.worker = worker
        self.started = started
        self.finished = finished
    }
}
