import Celery

/// Tells which workflows have one form: the same types below each other, in the same states.
struct WorkflowForms {
    /// A form, and who has it.
    struct Form {
        /// The workflows, as places in the list.
        var members: [Int]
        /// Of each of them its tasks, in the order of the form; none where they are too many to be told one by one.
        var tasks: [[TaskID]]
        /// How many tasks stand above each of these.
        let depths: [Int]
    }

    /// Where a workflow is among the forms.
    struct Place {
        /// Which form it has, counted from 0.
        let form: Int
        /// Its tasks, in the order of that.
        let tasks: [TaskID]
    }

    /// The forms, in the order of their first workflows.
    private(set) var all: [Form] = []
    /// Of each workflow, where it is.
    private(set) var places: [Place] = []
    /// Where the tasks that are drawn are listed.
    let rows: [TaskID: Int]

    /// A task in its form.
    private struct Step: Hashable, Comparable {
        let depth: Int
        let name: ExactText?
        let state: ExactText?

        static func < (one: Step, other: Step) -> Bool {
            if one.depth != other.depth { return one.depth < other.depth }
            return one.name != other.name ? isLess(one.name, other.name) : isLess(one.state, other.state)
        }

        private static func isLess(_ one: ExactText?, _ other: ExactText?) -> Bool {
            guard let one, let other else { return one == nil && other != nil }
            return one < other
        }
    }

    private struct Sum: Hashable {
        let name: ExactText?
        let state: String
        let count: Int
    }

    private struct Key: Hashable {
        let state: WorkflowRow.State
        let steps: [Step]
        let sums: [Sum]
    }

    /// Sorts workflows by their forms; `tasks` say of which types and in which states theirs are.
    init(_ workflows: [WorkflowRow], tasks: [TaskRow]) {
        let drawn = Set(workflows.lazy.flatMap { $0.tree ?? [] }.map(\.task))
        var rows: [TaskID: Int] = [:]
        for place in tasks.indices where drawn.contains(tasks[place].id) { rows[tasks[place].id] = place }
        self.rows = rows
        var known: [Key: Int] = [:]
        for (number, workflow) in workflows.enumerated() {
            let tree = workflow.tree ?? []
            let steps = tree.map { node in
                let row = rows[node.task].map { tasks[$0] }
                return Step(depth: node.depth, name: row?.facts.name.exact, state: (row?.state).exact)
            }
            let order = Self.order(steps)
            let sums = tree.isEmpty ? workflow.sums : []
            let key = Key(
                state: workflow.state, steps: order.map { steps[$0] },
                sums: sums.map { Sum(name: $0.name.exact, state: $0.state, count: $0.count) })
            let form = known[key] ?? all.count
            if form == all.count {
                known[key] = form
                all.append(Form(members: [], tasks: [], depths: key.steps.map(\.depth)))
            }
            let place = Place(form: form, tasks: order.map { tree[$0].task })
            all[form].members.append(number)
            all[form].tasks.append(place.tasks)
            places.append(place)
        }
    }

    /// Trees of more tasks, which only another program writes, stay as they are.
    private static let most = 200

    /// The steps of a tree in an order that doesn't depend on which of one task's children was sent first.
    private static func order(_ steps: [Step]) -> [Int] {
        guard steps.count <= most else { return Array(steps.indices) }
        var (children, heads, open): ([Int: [Int]], [Int], [Int]) = ([:], [], [])
        for place in steps.indices {
            while let last = open.last, steps[last].depth >= steps[place].depth { open.removeLast() }
            if let parent = open.last { children[parent, default: []].append(place) } else { heads.append(place) }
            open.append(place)
        }
        // Children stand behind their parents, so theirs are in order before they are wanted.
        var ordered: [Int: [Int]] = [:]
        func merged(_ places: [Int]) -> [Int] {
            let parts = places.map { (steps: (ordered[$0] ?? []).map { steps[$0] }, places: ordered[$0] ?? []) }
            return parts.enumerated().sorted { one, other in
                if one.element.steps == other.element.steps { return one.offset < other.offset }
                return one.element.steps.lexicographicallyPrecedes(other.element.steps)
            }.flatMap(\.element.places)
        }
        for place in steps.indices.reversed() { ordered[place] = [place] + merged(children[place] ?? []) }
        return merged(heads)
    }
}
