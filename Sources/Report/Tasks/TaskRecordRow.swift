import Celery
package import Templating

/// A task as a row of `data/tasks.csv`: everything in full, times in UTC, durations in seconds.
package struct TaskRecordRow: TemplateRecord {
    /// All of them, since a task that is taken out of the list counts a reference for each of its texts.
    let tasks: [TaskRow]
    /// Which of them it is.
    let index: Int

    private var task: TaskRow { tasks[index] }

    /// What templates may name.
    package static let fields: [Field<TaskRecordRow>] = [
        .code("uuid", "the task's identifier") { $0.task.id.description },
        .code("name", "its type") { $0.task.facts.name },
        .code("state", "its state") { $0.task.state },
        .code("args", "positional arguments") { $0.task.facts.args },
        .code("kwargs", "named arguments") { $0.task.facts.kwargs },
        .code("result", "the result") { $0.task.facts.result },
        .code("exception", "the exception") { $0.task.facts.exception },
        .text("sent", "when it was sent") { $0.task.sent?.iso8601 },
        .text("received", "when it was received") { $0.task.received?.iso8601 },
        .text("started", "when it was begun") { $0.task.started?.iso8601 },
        .text("finished", "when it ended") { $0.task.finished?.iso8601 },
        .text("runtime", "seconds of execution") { $0.task.facts.runtime.map { "\($0)" } },
        .text("wait", "seconds from sending, or ETA, to beginning") { $0.task.wait.map { "\($0)" } },
        .text("prefetch_wait", "seconds from receipt, or ETA, to beginning") { $0.task.prefetchWait.map { "\($0)" } },
        .code("worker", "who executed it last") { $0.task.worker?.description },
        .code("queue", "the queue that it was sent to") { $0.task.facts.queue },
        .number("retries", "how often it was retried before") { $0.task.facts.retries },
        .text("eta", "not to be begun before") { $0.task.facts.eta?.iso8601 },
        .text("expires", "not to be begun after") { $0.task.facts.expires?.iso8601 },
        .code("parent", "the task that sent it") { $0.task.facts.parent?.description },
        .code("root", "the task at the head of its workflow") { $0.task.facts.root?.description },
        .text("source", "events, inspect or results") { $0.task.source.rawValue },
        .number("attempts", "how many attempts are known") { $0.task.knownAttempts },
    ]
}
