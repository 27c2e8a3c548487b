import Celery
package import Templating

/// A workflow as a row tells it.
package struct WorkflowEntry: TemplateRecord {
    /// One of its tasks, in a row.
    package struct Step: TemplateRecord {
        let runtime: String
        let isOnPath: Bool
        let isFirst: Bool

        /// What templates may name.
        package static let fields: [Field<Step>] = [
            .text("runtime", "how long its execution took; — where that isn't known", \.runtime),
            .truth("is_on_path", "whether it led to the task that ended last", \.isOnPath),
            .truth("is_first", "whether it is the first of them", \.isFirst),
        ]
    }

    let row: WorkflowRow
    let notation: Notation
    /// Where the task at its head is told about, or all of them.
    let href: String?
    let form: Int
    var steps: [Step] = []
    var path: [WorkflowNode] = []

    /// What templates may name.
    package static let fields: [Field<WorkflowEntry>] = [
        .code("name", "the type of the task at its head; nothing where that isn't listed") {
            $0.row.name.map { Excerpt.cell($0, limit: 200) }
        },
        .code("root", "the identifier of that task") { Excerpt.cell($0.row.root.description) },
        .text("href", "the place of that task, or a search for all of them, below the site's root", \.href),
        .text("search", "a search for its tasks, below the site's root") {
            TaskSearch([("root", $0.row.root.description)]).href
        },
        .number("form", "the number of its form, from 1 on", \.form),
        .record("mark", "running, failed, succeeded or not known") { $0.row.state.mark },
        .record("count", "how many tasks of it are listed") { Figure(count: $0.row.count) },
        .record("since", "when it began") { $0.notation.timestamp($0.row.since) },
        .record("took", "from then to the last that is known of it") { Figure(seconds: $0.row.seconds) },
        .list(
            "steps",
            "its tasks in the order of its form; of more than eight those of the slowest path, if they are no more",
            \.steps),
        .truth("has_steps", "whether there are any of these") { !$0.steps.isEmpty },
        .list("path", "the tasks that led to the one that ended last, from the head on", \.path),
        .truth("has_path", "whether these are told") { $0.path.count > 1 },
    ]

    /// So many tasks of a path are told in a ticket.
    fileprivate static let mostOfPath = 6
    /// So many tasks are told in a row.
    fileprivate static let mostSteps = 8
}

extension WorkflowRow {
    /// From its beginning to the last that is known of it.
    var seconds: Double? { since.flatMap { since in until.map { $0.since(since) } } }
}

extension Report {
    /// The workflow that took longest, with as much of its slowest path as a ticket has room for; `nil` where none has
    /// two tasks, or nobody knows how long it took.
    var slowestWorkflow: WorkflowEntry? {
        let timed = snapshot.workflows.compactMap { row -> (row: WorkflowRow, took: Double)? in
            guard row.count > 1, let took = row.seconds else { return nil }
            return (row, took)
        }
        guard let slowest = timed.max(by: { ($0.took, $1.row.root) < ($1.took, $0.row.root) })?.row else { return nil }
        var entry = WorkflowEntry(row: slowest, notation: notation, href: places.task(slowest.root), form: 0)
        entry.path = slowest.path.prefix(WorkflowEntry.mostOfPath).enumerated().map { depth, id in
            workflowNode(id, families.place(of: id).map { snapshot.tasks[$0] }, depth: depth, isOnPath: true)
        }
        return entry
    }

    /// A workflow as a row tells it.
    func workflowEntry(_ row: WorkflowRow, _ place: WorkflowForms.Place, rows: [TaskID: Int]) -> WorkflowEntry {
        let search = TaskSearch([("root", row.root.description)]).href
        var entry = WorkflowEntry(
            row: row, notation: notation, href: places.task(row.root) ?? search, form: place.form + 1)
        let path = row.path.count > 1 ? Set(row.path) : []
        let told = place.tasks.count <= WorkflowEntry.mostSteps ? place.tasks : row.path
        guard told.count <= WorkflowEntry.mostSteps else { return entry }
        entry.steps = told.enumerated().map { number, id in
            let runtime = rows[id].flatMap { snapshot.tasks[$0].facts.runtime }
            return WorkflowEntry.Step(
                runtime: Figure(seconds: runtime).text, isOnPath: path.contains(id), isFirst: number == 0)
        }
        return entry
    }
}
