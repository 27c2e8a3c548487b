import Celery
package import Templating

/// What workflows of one form have in common: their tasks below each other, or in sums.
package struct WorkflowFormEntry: TemplateRecord {
    let number: Int
    let row: WorkflowRow
    let members: [WorkflowRow]
    let nodes: [WorkflowNode]

    /// What templates may name.
    package static let fields: [Field<WorkflowFormEntry>] = [
        .number("number", "its number, from 1 on", \.number),
        .text("anchor", "the id of its element") { "form-\($0.number)" },
        .code("name", "the type of the task at the head of each; nothing where that isn't listed") {
            $0.row.name.map { Excerpt.cell($0, limit: 200) }
        },
        .code("root", "the identifier of that task, where one workflow has this form") {
            $0.members.count == 1 ? Excerpt.cell($0.row.root.description) : nil
        },
        .record("mark", "running, failed, succeeded or not known") { $0.row.state.mark },
        .text("workflows", "how many have it, as `12 workflows`") {
            Wording.count($0.members.count, "workflow")
        },
        .truth("has_several", "whether more than one has it") { $0.members.count > 1 },
        .record("median", "how long the half of them took that was done first") {
            Figure(seconds: $0.members.compactMap(\.seconds).median)
        },
        .record("longest", "how long the slowest of them took") {
            Figure(seconds: $0.members.compactMap(\.seconds).max())
        },
        .list("nodes", "their tasks, each before those that it sent; none where there are too many", \.nodes),
        .truth("has_nodes", "whether they are told one by one") { !$0.nodes.isEmpty },
        .list("sums", "the tasks of each by type and state") { $0.row.sums.prefix(mostSums).map(Sum.init) },
        .text("more_sums", "how many types and states there are beyond those") { entry in
            entry.row.sums.count > mostSums ? Wording.count(entry.row.sums.count - mostSums) : nil
        },
    ]

    private static let mostSums = 20

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
}

/// A task in a drawing, or what stands there in several workflows.
package struct WorkflowNode: TemplateRecord {
    let name: String?
    let mark: StateMark?
    let href: String?
    let uuid: String
    let depth: Int
    let isOnPath: Bool
    let paths: String?
    let started: Timestamp?
    let runtime: Figure
    let longest: Figure?

    /// What templates may name.
    package static let fields: [Field<WorkflowNode>] = [
        .code("name", "the task's type; nothing where nobody told it", \.name),
        .record("mark", "its state", \.mark),
        .text(
            "href", "where it is told about in full, below the site's root; of several the one that took longest",
            \.href),
        .code("uuid", "its identifier", \.uuid),
        .number("depth", "how many tasks stand between it and the head, at most 9", \.depth),
        .text("indent", "two spaces for each of these") { String(repeating: "  ", count: $0.depth) },
        .truth("is_on_path", "whether it led to the task that ended last; of several, in half of them", \.isOnPath),
        .text("paths", "in how many of several workflows it did", \.paths),
        .record("started", "when it was begun; nothing of several", \.started),
        .record("runtime", "how long its execution took; of several, the median", \.runtime),
        .record("longest", "of several, how long the longest took", \.longest),
    ]
}

extension [Double] {
    /// The nearest rank.
    fileprivate var median: Double? { isEmpty ? nil : sorted()[(count - 1) / 2] }
}

extension Report {
    /// A form as pages draw it.
    func workflowFormEntry(
        _ form: WorkflowForms.Form, number: Int, members: [WorkflowRow], rows: [TaskID: Int]
    ) -> WorkflowFormEntry {
        let paths = members.map { $0.path.count > 1 ? Set($0.path) : [] }
        let nodes = form.depths.enumerated().map { place, depth in
            let ids = form.tasks.map { $0[place] }
            let onPath = zip(ids, paths).count { $1.contains($0) }
            let listed = ids.map { id in rows[id].map { snapshot.tasks[$0] } }
            guard ids.count > 1 else { return workflowNode(ids[0], listed[0], depth: depth, isOnPath: onPath > 0) }
            return workflowNode(of: ids, listed, depth: depth, onPath: onPath)
        }
        return WorkflowFormEntry(number: number, row: members[0], members: members, nodes: nodes)
    }

    /// What stands at one place of several workflows.
    private func workflowNode(of ids: [TaskID], _ rows: [TaskRow?], depth: Int, onPath: Int) -> WorkflowNode {
        let runtimes = rows.compactMap { $0?.facts.runtime }
        let slowest = rows.indices.max {
            (rows[$0]?.facts.runtime ?? -1, $1) < (rows[$1]?.facts.runtime ?? -1, $0)
        }
        let id = ids[slowest ?? 0]
        let first = rows[slowest ?? 0]
        return WorkflowNode(
            name: first?.facts.name.map { Excerpt.cell($0, limit: 200) }, mark: first.map { StateMark(task: $0.state) },
            href: places.task(id), uuid: Excerpt.cell(id.description), depth: min(9, depth),
            isOnPath: 2 * onPath >= ids.count, paths: onPath > 0 ? Wording.count(onPath) : nil, started: nil,
            runtime: Figure(seconds: runtimes.median), longest: runtimes.max().map { Figure(seconds: $0) })
    }

    /// One task in its place.
    func workflowNode(_ id: TaskID, _ task: TaskRow?, depth: Int, isOnPath: Bool) -> WorkflowNode {
        WorkflowNode(
            name: task?.facts.name.map { Excerpt.cell($0, limit: 200) }, mark: task.map { StateMark(task: $0.state) },
            href: places.task(id), uuid: Excerpt.cell(id.description), depth: min(9, depth), isOnPath: isOnPath,
            paths: nil, started: notation.timestamp(task?.started), runtime: Figure(seconds: task?.facts.runtime),
            longest: nil)
    }
}
