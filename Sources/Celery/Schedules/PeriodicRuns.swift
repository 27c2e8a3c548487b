/// The runs of task types, as far as they are known.
struct PeriodicRuns {
    /// A task that was sent.
    struct Run {
        /// When it was sent, or received where nobody told of the sending.
        let time: Instant
        /// From its beginning to its end.
        let executed: TimeSpan?
        /// The entry that sent it, where the task tells.
        let entry: ExactText?
    }

    /// The runs of each task type, oldest first; `nil` where not all are known.
    private let byTask: [ExactText: [Run]]?
    /// The task types and the last times of entries that tasks name.
    let named: [ExactText: (task: String, last: Instant)]

    init(_ assessment: Assessment, isComplete: Bool) {
        let moment = assessment.rules.moment
        var runs: [ExactText: [Run]] = [:]
        var named: [ExactText: (task: String, last: Instant)] = [:]
        for task in assessment.tasks where task.isFromEvents {
            guard let name = task.facts.name else { continue }
            let received = task.attempts.compactMap(\.attempt.received).min()
            guard let time = task.sent ?? received else { continue }
            let begun = task.attempts.compactMap(\.attempt.begun).min()
            let ended = task.attempts.map { $0.attempt.finished ?? ($0.outcome == .active ? moment : $0.settled) }
            let executed = begun.flatMap { begun in
                ended.compactMap { $0 }.max().map { TimeSpan(since: begun, until: max(begun, $0)) }
            }
            let entry = task.facts.periodic?.exact
            runs[name.exact, default: []].append(Run(time: time, executed: executed, entry: entry))
            if let entry { Self.note(entry, task: name, time, in: &named) }
        }
        byTask = isComplete ? runs.mapValues { $0.sorted { $0.time < $1.time } } : nil
        // Of what waits, or has only a result, it is known at least which entry sent it.
        for result in assessment.evidence.results {
            guard let entry = result.facts.periodic, let name = result.facts.name,
                let time = result.started ?? result.finished, time <= moment
            else { continue }
            Self.note(entry.exact, task: name, time, in: &named)
        }
        self.named = named
    }

    private static func note(
        _ entry: ExactText, task: String, _ time: Instant, in named: inout [ExactText: (task: String, last: Instant)]
    ) {
        if let known = named[entry], known.last >= time { return }
        named[entry] = (task, time)
    }

    /// The runs of an entry; `nil` where nothing tells them from those of others that send the same task.
    func runs(of entry: PeriodicEntry, isAlone: Bool) -> [Run]? {
        guard let byTask else { return nil }
        let all = byTask[entry.task.exact] ?? []
        if !isAlone, all.contains(where: { $0.entry == nil }) { return nil }
        return all.filter { $0.entry.map { $0 == entry.name.exact } ?? true }
    }
}
