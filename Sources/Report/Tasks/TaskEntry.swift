import Celery
package import Templating

/// A task: its row in the table, and what its row can't tell.
package struct TaskEntry: TemplateRecord {
    /// The most attempts that are told of, the last ones.
    package static let mostAttempts = 50

    /// All of the report, since a task that is taken out of the list counts a reference for each of its texts.
    let tasks: [TaskRow]
    /// Which of them it is.
    let index: Int
    let notation: Notation
    let places: Places
    let mark: StateMark
    let attempts: [AttemptEntry]
    let facts: [TaskDetail]

    /// The task itself, where it lies.
    var row: TaskRow { _read { yield tasks[index] } }

    /// Whether there is more to tell than its row does.
    var hasMore: Bool { !attempts.isEmpty || !facts.isEmpty || row.facts.traceback != nil }

    /// What templates may name.
    package static let fields: [Field<TaskEntry>] =
        TaskColumn.shown.filter { $0.kind != .state }.map(\.field) + [
            .code("exception", "its exception") { $0.row.facts.exception.map { Excerpt.cell($0) } },
            .record("mark", "its state", \.mark),
            .text("anchor", "the id of its row, or of the element that tells more") { Places.anchor(of: $0.row.id) },
            .text("href", "the path of that element, below the site's root") { $0.places.task($0.row.id) },
            .record("finished", "when it ended") { $0.notation.timestamp($0.row.finished) },
            .record("prefetch_wait", "from receipt, or ETA, to beginning") { Figure(seconds: $0.row.prefetchWait) },
            .text("worker_href", "the path of that worker's page, below the site's root") {
                $0.places.worker($0.row.worker)
            },
            .truth("has_more", "whether there is more to tell than its row does", \.hasMore),
            .list("attempts", "its attempts, the last one last, where its row doesn't tell all of them", \.attempts),
            .truth("has_attempts", "whether there are any of these") { !$0.attempts.isEmpty },
            .text("first_attempt", "the number of the first of them, where it isn't 1") { entry in
                entry.attempts.first.flatMap { $0.number == "1" ? nil : $0.number }
            },
            .list("facts", "what is known besides, by name; links lead from the page of tasks", \.facts),
            .truth("has_facts", "whether anything is") { !$0.facts.isEmpty },
            .code("traceback", "the traceback of its end") { $0.row.facts.traceback.map { Excerpt.full($0) } },
        ]
}

extension Report {
    /// The task at a place in the list, with all that is known of it.
    func taskEntry(at index: Int) -> TaskEntry {
        let task = snapshot.tasks[index]
        let facts = facts(of: task)
        var attempts: [AttemptEntry] = []
        if !task.isToldByItsRow {
            let first = max(0, task.attempts.count - TaskEntry.mostAttempts)
            attempts = task.attempts.enumerated().dropFirst(first).map {
                attemptEntry($0.element, number: $0.offset + 1, of: task)
            }
        }
        return TaskEntry(
            tasks: snapshot.tasks, index: index, notation: notation, places: places, mark: StateMark(task: task.state),
            attempts: attempts, facts: facts)
    }
}

extension TaskRow {
    /// Whether all that its attempts tell follows from the row: there is one at most, sent as long before its beginning
    /// as it waited, and ended as long after it as it ran.
    fileprivate var isToldByItsRow: Bool {
        guard attempts.count <= 1, let attempt = attempts.first else { return attempts.isEmpty }
        guard attempt.worker == worker, attempt.sent == nil || wait != nil else { return false }
        guard let finished = attempt.finished else { return true }
        guard let started = attempt.started, let runtime = attempt.runtime else { return false }
        return abs(finished.since(started) - runtime) < Self.discrepancy
    }

    /// Seconds; a worker tells of an end a little after it.
    private static let discrepancy = 1.0
}
