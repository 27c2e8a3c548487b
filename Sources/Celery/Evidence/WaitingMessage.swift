/// A message that waits in a queue.
package struct WaitingMessage: Sendable, Equatable {
    /// The task it asks for; `nil` where it is none of Celery's.
    package var task: TaskID?
    /// What it tells of the task.
    package var facts: TaskFacts
    /// When it was sent, as its producer's instrumentation wrote into its headers.
    package var enqueued: Instant?

    /// Describes a message.
    package init(task: TaskID?, facts: TaskFacts = TaskFacts()) {
        self.task = task
        self.facts = facts
    }
}
