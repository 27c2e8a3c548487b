import Celery
package import Templating

/// A task: its row in the table, and everything known about it.
package struct TaskEntry: TemplateRecord {
    /// The most attempts that are told of, the last ones.
    static let mostAttempts = 50

    /// All of the report, since a task that is taken out of the list counts a reference for each of its texts.
    let tasks: [TaskRow]
    /// Which of them it is.
    let index: Int
    let mark: StateMark
    let anchor: String
    let href: String?
    let received: Moment?
    let started: Moment?
    let finished: Moment?
    let workerHref: String?
    let attempts: [AttemptEntry]
    let facts: [TaskFact]

    /// The task itself.
    var row: TaskRow { tasks[index] }

    /// What templates may name.
    package static let fields: [Field<TaskEntry>] = [
        .code("name", "the task's type, as a cell has room for it") { $0.row.facts.name.map { Excerpt.cell($0) } },
        .code("uuid", "its identifier, as a cell has room for it") { Excerpt.cell($0.row.id.description) },
        .text("anchor", "the id of the element that tells everything", \.anchor),
        .text("href", "the path of that element, below the site's root", \.href),
        .record("mark", "its state", \.mark),
        .code("args", "positional arguments, as a cell has room for them") {
            $0.row.facts.args.map { Excerpt.cell($0) }
        },
        .code("kwargs", "named arguments, likewise") { $0.row.facts.kwargs.map { Excerpt.cell($0) } },
        .code("result", "the result, likewise") { $0.row.facts.result.map { Excerpt.cell($0) } },
        .code("exception", "the exception, likewise") { $0.row.facts.exception.map { Excerpt.cell($0, limit: 200) } },
        .record("received", "when it was received", \.received),
        .record("started", "when it was begun", \.started),
        .record("finished", "when it ended", \.finished),
        .record("runtime", "how long the execution took, as the worker measured it") {
            Figure(seconds: $0.row.facts.runtime)
        },
        .record("wait", "from sending, or ETA, to beginning") { Figure(seconds: $0.row.wait) },
        .record("prefetch_wait", "from receipt, or ETA, to beginning") {
            Figure(seconds: $0.row.prefetchWait)
        },
        .code("worker", "who executed it last") { $0.row.worker.map { Excerpt.cell($0.description) } },
        .text("worker_href", "the path of that worker's page, below the site's root", \.workerHref),
        .code("queue", "the queue that it was sent to") { $0.row.facts.queue.map { Excerpt.cell($0) } },
        .record("attempt_count", "how many attempts are known") { Figure(count: $0.row.knownAttempts) },
        .list("attempts", "its attempts, the last one last", \.attempts),
        .truth("has_attempts", "whether any attempt is known") { !$0.attempts.isEmpty },
        .list("facts", "everything else that is known, by name", \.facts),
        .code("traceback", "the traceback of its end") { $0.row.facts.traceback.map { Excerpt.full($0) } },
    ]
}

extension Report {
    /// The task at a place in the list, with all that is known of it.
    func taskEntry(at index: Int) -> TaskEntry {
        let task = snapshot.tasks[index]
        let first = max(0, task.attempts.count - TaskEntry.mostAttempts)
        return TaskEntry(
            tasks: snapshot.tasks, index: index, mark: StateMark(task: task.state), anchor: Places.anchor(of: task.id),
            href: places.task(task.id), received: notation.moment(task.received),
            started: notation.moment(task.started), finished: notation.moment(task.finished),
            workerHref: places.worker(task.worker),
            attempts: task.attempts.enumerated().dropFirst(first).map {
                attemptEntry($0.element, number: $0.offset + 1)
            },
            facts: facts(of: task))
    }
}
