/// A message that was delivered and not acknowledged.
package struct UnacknowledgedMessage: Sendable, Equatable {
    /// The task it asks for; `nil` where it can't be read.
    package var task: TaskID?
    /// What it tells of the task; `queue` is the one that it came from.
    package var facts: TaskFacts
    /// When it was delivered.
    package var delivered: Instant?

    /// Describes a message.
    package init(task: TaskID?, facts: TaskFacts = TaskFacts(), delivered: Instant? = nil) {
        self.task = task
        self.facts = facts
        self.delivered = delivered
    }
}
