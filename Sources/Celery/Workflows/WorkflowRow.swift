/// The tasks that one task led to, in a snapshot.
package struct WorkflowRow: Sendable, Equatable {
    /// How it is with all of them together.
    package enum State: String, CaseIterable, Sendable {
        /// Something waits or is executing.
        case running
        /// Nothing is left to do, and something failed, was lost or called off.
        case failed
        /// All of it succeeded.
        case succeeded
        /// Nothing is left to do, and of something nobody knows what came of it.
        case unknown
    }

    /// The task at its head.
    package var root: TaskID
    /// The type of that; `nil` where it isn't listed.
    package var name: String?
    /// How it is.
    package var state: State
    /// The first and the last that is known of it.
    package var since: Instant?, until: Instant?
    /// How many of its tasks are listed.
    package var count: Int
    /// These, by type and state, the most first.
    package var sums: [Sum]
    /// Its tasks, each before those that it sent; `nil` where they are too many to be told one by one.
    package var tree: [Node]?
    /// The tasks that led to the one that ended last, from the head on: what one has to make faster.
    package var path: [TaskID]

    /// Describes a workflow.
    package init(root: TaskID, name: String?, state: State, count: Int, sums: [Sum], tree: [Node]?, path: [TaskID]) {
        (self.root, self.name, self.state, self.count) = (root, name, state, count)
        (self.sums, self.tree, self.path) = (sums, tree, path)
    }

    /// How many tasks of a type are in a state.
    package struct Sum: Sendable, Equatable {
        /// The type; `nil` where nobody told it.
        package var name: String?
        /// The state.
        package var state: String
        /// How many.
        package var count: Int

        /// Counts tasks.
        package init(name: String?, state: String, count: Int) {
            (self.name, self.state, self.count) = (name, state, count)
        }
    }

    /// A task in its place.
    package struct Node: Sendable, Equatable {
        /// The task.
        package var task: TaskID
        /// How many tasks stand between it and the head.
        package var depth: Int

        /// Places a task.
        package init(task: TaskID, depth: Int) { (self.task, self.depth) = (task, depth) }
    }
}

/// Finds the workflows among the tasks that are listed: what has one head, and each task below the one that sent it.
struct Workflows {
    /// So many are told of; those that didn't succeed come first, then the newest.
    private static let most = 500
    /// Of more tasks than these there are only sums.
    private static let mostNodes = 100

    private let tasks: [TaskRow]
    private let moment: Instant
    /// The tasks of each workflow, by their places in the list.
    private let members: [TaskID: [Int]]
    /// Who sent each of them.
    private let parents: [TaskID: TaskID]

    init(_ tasks: [TaskRow], moment: Instant) {
        (self.tasks, self.moment) = (tasks, moment)
        // Every task has a root; most are alone, and their own.
        var heads: Set<TaskID> = []
        for place in tasks.indices {
            if let root = tasks[place].facts.root, root != tasks[place].id { heads.insert(root) }
        }
        var (members, parents): ([TaskID: [Int]], [TaskID: TaskID]) = ([:], [:])
        for place in tasks.indices where !heads.isEmpty {
            guard let root = tasks[place].facts.root, heads.contains(root) else { continue }
            members[root, default: []].append(place)
            parents[tasks[place].id] = tasks[place].facts.parent
        }
        (self.members, self.parents) = (members, parents)
    }

    /// The workflows, the newest first.
    var rows: [WorkflowRow] {
        let all = members.filter { $0.value.count > 1 }.map { row($0.key, $0.value) }
        let ranked = all.sorted { one, other in
            let (left, right) = (one.state == .succeeded ? 1 : 0, other.state == .succeeded ? 1 : 0)
            return left != right ? left < right : Self.isNewer(one, other)
        }
        return ranked.prefix(Self.most).sorted(by: Self.isNewer)
    }

    private static func isNewer(_ one: WorkflowRow, _ other: WorkflowRow) -> Bool {
        let (left, right) = (one.since ?? .distantPast, other.since ?? .distantPast)
        return left != right ? left > right : one.root < other.root
    }

    private func row(_ root: TaskID, _ members: [Int]) -> WorkflowRow {
        // Tasks are listed newest first.
        let ordered = members.reversed()
        let own = Set(members.map { tasks[$0].id })
        var children: [TaskID: [Int]] = [:]
        var heads: [Int] = []
        for place in ordered {
            let task = tasks[place]
            if let parent = task.facts.parent, parent != task.id, own.contains(parent) {
                children[parent, default: []].append(place)
            } else {
                heads.append(place)
            }
        }
        let ends = ordered.compactMap { place in executionEnd(of: tasks[place]).map { (place: place, time: $0) } }
        let last = ends.max { ($0.time, $1.place) < ($1.time, $0.place) }
        var row = WorkflowRow(
            root: root, name: ordered.first { tasks[$0].id == root }.flatMap { tasks[$0].facts.name },
            state: state(of: members), count: members.count, sums: sums(of: members),
            tree: members.count > Self.mostNodes ? nil : tree(from: heads, children),
            path: last.map { path(to: lastSent(below: $0.place, children), own) } ?? [])
        row.since = ordered.compactMap { tasks[$0].time }.min()
        row.until = ordered.compactMap { end(of: tasks[$0]) }.max()
        return row
    }

    /// Executions begin, too, before a busy worker tells so: what follows upon a task may have ended by so many seconds
    /// before the end that is known of it.
    private static let lateness = 1.0

    /// What followed upon the task that ended last, and so came after it.
    private func lastSent(below last: Int, _ children: [TaskID: [Int]]) -> Int {
        var (place, seen) = (last, Set([last]))
        while let end = executionEnd(of: tasks[place]) {
            let late = (children[tasks[place].id] ?? []).compactMap { child in
                executionEnd(of: tasks[child]).map { (place: child, time: $0) }
            }.filter { end.since($0.time) < Self.lateness && !seen.contains($0.place) }
            guard let next = late.max(by: { ($0.time, $1.place) < ($1.time, $0.place) }) else { break }
            place = next.place
            seen.insert(place)
        }
        return place
    }

    /// When it ended; what is executing goes on.
    private func end(of task: TaskRow) -> Instant? {
        task.finished ?? (task.state == Outcome.active.state ? moment : nil)
    }

    /// When its execution ended. A worker tells of that after it has sent what follows, whose own end may come before.
    private func executionEnd(of task: TaskRow) -> Instant? {
        guard let finished = task.finished, let started = task.started, let runtime = task.facts.runtime else {
            return end(of: task)
        }
        return min(finished, started + runtime)
    }

    private func state(of members: [Int]) -> WorkflowRow.State {
        let states = Set(members.map { tasks[$0].state })
        let bad: Set = [Outcome.failed.state, Outcome.lost.state, Outcome.revoked.state, Outcome.rejected.state]
        let over = bad.union([Outcome.succeeded.state, Outcome.unaccounted.state])
        if !states.isSubset(of: over) { return .running }
        if !states.isDisjoint(with: bad) { return .failed }
        return states.contains(Outcome.unaccounted.state) ? .unknown : .succeeded
    }

    private struct Kind: Hashable {
        let name: ExactText?
        let state: String
    }

    private func sums(of members: [Int]) -> [WorkflowRow.Sum] {
        var counts: [Kind: Int] = [:]
        for place in members {
            counts[Kind(name: tasks[place].facts.name.exact, state: tasks[place].state), default: 0] += 1
        }
        return counts.map { WorkflowRow.Sum(name: $0.key.name?.text, state: $0.key.state, count: $0.value) }
            .sorted { ($1.count, $0.name ?? "", $0.state) < ($0.count, $1.name ?? "", $1.state) }
    }

    /// Each task before those that it sent; of a circle, which no workflow has, nothing is told twice.
    private func tree(from heads: [Int], _ children: [TaskID: [Int]]) -> [WorkflowRow.Node] {
        var nodes: [WorkflowRow.Node] = []
        var open = heads.reversed().map { (place: $0, depth: 0) }
        while let (place, depth) = open.popLast() {
            nodes.append(WorkflowRow.Node(task: tasks[place].id, depth: depth))
            open += (children[tasks[place].id] ?? []).reversed().map { ($0, depth + 1) }
        }
        return nodes
    }

    private func path(to last: Int, _ own: Set<TaskID>) -> [TaskID] {
        var path = [tasks[last].id]
        var seen = Set(path)
        while let task = path.last, let parent = parents[task], own.contains(parent),
            seen.insert(parent).inserted
        {
            path.append(parent)
        }
        return path.reversed()
    }
}
