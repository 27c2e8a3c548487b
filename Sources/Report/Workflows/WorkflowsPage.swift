import Celery
package import Templating

/// What led to what: the tasks that one task sent, and those that these sent.
package struct WorkflowsPage: TemplateRecord {
    let frame: PageFrame
    let workflows: [WorkflowEntry]
    let summary: String

    /// What templates may name.
    package static let fields: [Field<WorkflowsPage>] = [
        .record("frame", "what every page has", \.frame),
        .list("workflows", "the workflows: the failed, the running, then the others; newest first", \.workflows),
        .truth("has_workflows", "whether there are any") { !$0.workflows.isEmpty },
        .text("summary", "how many there are, as a sentence", \.summary),
    ]

    /// Shows the workflows of a report.
    package init(_ report: Report, files: SiteFiles, limits: ReportLimits = .whole) {
        var omissions = Omissions()
        let rows = report.snapshot.workflows.enumerated()
            .sorted { ($0.element.state.rank, $0.offset) < ($1.element.state.rank, $1.offset) }.map(\.element)
        let places = Dictionary(report.snapshot.tasks.indices.map { (report.snapshot.tasks[$0].id, $0) }) { first, _ in
            first
        }
        workflows = omissions.first(limits.rows, of: rows, "workflow").map { report.workflowEntry($0, places) }
        frame = report.frame(page: "Workflows", files: files, omissions: omissions)
        let counts = WorkflowRow.State.allCases.compactMap { state -> String? in
            let count = rows.count { $0.state == state }
            return count == 0 ? nil : "\(Wording.count(count)) \(state.word)"
        }
        summary =
            rows.isEmpty
            ? "No task is known that sent another one."
            : "\(Wording.count(rows.count, "workflow")): \(Wording.list(counts))."
    }
}

/// A workflow, with its tasks below each other, or in sums.
package struct WorkflowEntry: TemplateRecord {
    /// A task of it.
    package struct Node: TemplateRecord {
        let name: String?
        let mark: StateMark?
        let href: String?
        let uuid: String
        let depth: Int
        let isOnPath: Bool
        let started: Timestamp?
        let runtime: Figure

        /// What templates may name.
        package static let fields: [Field<Node>] = [
            .code("name", "the task's type; nothing where nobody told it", \.name),
            .record("mark", "its state", \.mark),
            .text("href", "where it is told about in full, below the site's root", \.href),
            .code("uuid", "its identifier", \.uuid),
            .number("depth", "how many tasks stand between it and the head, at most 9", \.depth),
            .text("indent", "two spaces for each of these") { String(repeating: "  ", count: $0.depth) },
            .truth("is_on_path", "whether it led to the task that ended last", \.isOnPath),
            .record("started", "when it was begun", \.started),
            .record("runtime", "how long its execution took", \.runtime),
        ]
    }

    /// Tasks of one type in one state.
    package struct Sum: TemplateRecord {
        let sum: WorkflowRow.Sum

        /// What templates may name.
        package static let fields: [Field<Sum>] = [
            .code("name", "the type; nothing where nobody told it") {
                $0.sum.name.map { Excerpt.cell($0, limit: 200) }
            },
            .record("mark", "the state") { StateMark(task: $0.sum.state) },
            .record("count", "how many") { Figure(count: $0.sum.count) },
        ]
    }

    let row: WorkflowRow
    let notation: Notation
    let nodes: [Node]
    var path: [Node] = []

    /// What templates may name.
    package static let fields: [Field<WorkflowEntry>] = [
        .text("anchor", "the id of its element") { "workflow-\(Places.anchor(of: $0.row.root))" },
        .code("name", "the type of the task at its head; nothing where that isn't listed") {
            $0.row.name.map { Excerpt.cell($0, limit: 200) }
        },
        .code("root", "the identifier of that task") { Excerpt.cell($0.row.root.description) },
        .text("search", "a search for its tasks, below the site's root") {
            TaskSearch([("root", $0.row.root.description)]).href
        },
        .record("mark", "running, failed, succeeded or not known") { $0.row.state.mark },
        .record("count", "how many tasks of it are listed") { Figure(count: $0.row.count) },
        .record("since", "when it began") { $0.notation.timestamp($0.row.since) },
        .record("took", "from then to the last that is known of it") { entry in
            Figure(seconds: entry.row.since.flatMap { since in entry.row.until.map { $0.since(since) } })
        },
        .list("nodes", "its tasks, each before those that it sent; none where there are too many", \.nodes),
        .truth("has_nodes", "whether they are told one by one") { !$0.nodes.isEmpty },
        .list("path", "the tasks that led to the one that ended last, from the head on", \.path),
        .truth("has_path", "whether these are told") { $0.path.count > 1 },
        .list("sums", "its tasks by type and state") { $0.row.sums.prefix(mostSums).map(Sum.init) },
        .text("more_sums", "how many types and states there are beyond those") { entry in
            entry.row.sums.count > mostSums ? Wording.count(entry.row.sums.count - mostSums) : nil
        },
    ]

    private static let mostSums = 20
    /// So many tasks of a path are told in a ticket.
    fileprivate static let mostOfPath = 6
}

extension WorkflowRow.State {
    /// As a page says it.
    fileprivate var word: String {
        switch self {
        case .running, .failed, .succeeded: rawValue
        case .unknown: "not known"
        }
    }

    fileprivate var mark: StateMark {
        switch self {
        case .running: StateMark(word, .ring, "busy")
        case .failed: StateMark(word, .up, "bad")
        case .succeeded: StateMark(word, .disc, "good")
        case .unknown: StateMark(word, .square, "idle")
        }
    }

    /// What a reader looks for first.
    fileprivate var rank: Int {
        switch self {
        case .failed: 0
        case .running: 1
        case .unknown: 2
        case .succeeded: 3
        }
    }
}

extension Report {
    /// The workflow that took longest, with as much of its slowest path as a ticket has room for; `nil` where none has
    /// two tasks, or nobody knows how long it took.
    var slowestWorkflow: WorkflowEntry? {
        let timed = snapshot.workflows.compactMap { row -> (row: WorkflowRow, took: Double)? in
            guard row.count > 1, let since = row.since, let until = row.until else { return nil }
            return (row, until.since(since))
        }
        guard let slowest = timed.max(by: { ($0.took, $1.row.root) < ($1.took, $0.row.root) })?.row else { return nil }
        var entry = WorkflowEntry(row: slowest, notation: notation, nodes: [])
        entry.path = slowest.path.prefix(WorkflowEntry.mostOfPath).enumerated().map { depth, id in
            let task = families.place(of: id).map { snapshot.tasks[$0] }
            return node(id, task, depth: depth, isOnPath: true)
        }
        return entry
    }

    /// A workflow as pages tell it; `tasks` says where tasks are listed.
    fileprivate func workflowEntry(_ row: WorkflowRow, _ tasks: [TaskID: Int]) -> WorkflowEntry {
        let path = Set(row.path)
        let nodes = (row.tree ?? []).map { node in
            self.node(
                node.task, tasks[node.task].map { snapshot.tasks[$0] }, depth: node.depth,
                isOnPath: path.count > 1 && path.contains(node.task))
        }
        return WorkflowEntry(row: row, notation: notation, nodes: nodes)
    }

    private func node(_ id: TaskID, _ task: TaskRow?, depth: Int, isOnPath: Bool) -> WorkflowEntry.Node {
        WorkflowEntry.Node(
            name: task?.facts.name.map { Excerpt.cell($0, limit: 200) }, mark: task.map { StateMark(task: $0.state) },
            href: places.task(id), uuid: Excerpt.cell(id.description), depth: min(9, depth), isOnPath: isOnPath,
            started: notation.timestamp(task?.started), runtime: Figure(seconds: task?.facts.runtime))
    }
}
