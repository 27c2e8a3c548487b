/// A task that a worker says it holds.
package struct HeldTask: Sendable, Equatable {
    /// The task.
    package var task: TaskID
    /// What the worker told of it.
    package var facts: TaskFacts
    /// When it was begun, by the worker's clock; only of active ones.
    package var started: Instant?
    /// The process that executes it.
    package var processID: Int?
    /// Whether its message is acknowledged.
    package var isAcknowledged: Bool?

    /// Names a held task.
    package init(
        task: TaskID, facts: TaskFacts = TaskFacts(), started: Instant? = nil, processID: Int? = nil,
        isAcknowledged: Bool? = nil
    ) {
        self.task = task
        self.facts = facts
        self.started = started
        self.processID = processID
        self.isAcknowledged = isAcknowledged
    }
}
