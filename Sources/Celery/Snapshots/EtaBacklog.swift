/// The tasks that wait for their ETA, each once, wherever they wait: in workers' hands, or in the broker itself.
struct EtaBacklog {
    /// How many, by how soon they are due; `nil` where not everybody said what waits.
    private(set) var rows: [BacklogRow]?

    private var counts = [Int](repeating: 0, count: BacklogRow.limits.count)
    private var seen: Set<TaskID> = []
    private let now: Instant

    init(evidence: Evidence, assessment: Assessment) {
        now = assessment.rules.now
        guard let reading = evidence.queues.last, assessment.rules.horizon == .distantFuture else { return }
        let delays = reading.queues.filter { $0.role == .delay }
        guard delays.allSatisfy({ $0.ready != nil }),
            evidence.unacknowledged != nil || evidence.tellsWhatIsScheduled
        else { return }
        let executing = Set(
            assessment.tasks.filter { $0.attempts.contains { $0.outcome == .active } }.map(\.id))
        for worker in (evidence.inspection?.workers ?? [:]).values {
            for held in worker.scheduled ?? [] { add(held.task, due: held.facts.eta ?? now) }
        }
        for message in evidence.unacknowledged ?? [] {
            guard let eta = message.facts.eta, let task = message.task, !executing.contains(task) else { continue }
            add(task, due: eta)
        }
        let levels = delays.reduce(into: [:]) { $0.merge($1.levels, uniquingKeysWith: +) }
        let sent = assessment.tasks.filter { $0.attempts.isEmpty && $0.sent != nil }
        addDelayed(levels, named: sent.compactMap { task in task.facts.eta.map { (task.id, $0) } })
        rows = zip(BacklogRow.limits, counts).map { BacklogRow(dueWithin: $0, count: $1) }
    }

    private mutating func add(_ task: TaskID, due eta: Instant) {
        guard seen.insert(task).inserted else { return }
        count(dueIn: eta.since(now))
    }

    private mutating func count(dueIn seconds: Double, by number: Int = 1) {
        let place = BacklogRow.limits.firstIndex { limit in limit.map { seconds <= Double($0) } ?? true }
        counts[place ?? counts.count - 1] += number
    }

    /// Adds what waits in the broker itself, which shows no message without taking it: those that their senders told of
    /// at their time, all others at the latest that their level allows.
    private mutating func addDelayed(_ waiting: [Int: Int], named: [(task: TaskID, eta: Instant)]) {
        var levels = waiting
        for (task, eta) in named where eta > now && !seen.contains(task) {
            let seconds = max(1, Int(eta.since(now).rounded(.up)))
            let level = Int.bitWidth - 1 - seconds.leadingZeroBitCount
            // As the second passes, it is a level lower than its time tells.
            guard let place = [level, level - 1].first(where: { levels[$0, default: 0] > 0 }) else { continue }
            levels[place, default: 0] -= 1
            add(task, due: eta)
        }
        for (level, number) in levels { count(dueIn: Double(1 << (level + 1) - 1), by: number) }
    }
}

extension Evidence {
    /// Whether every worker that heard the questions said what it holds for later.
    fileprivate var tellsWhatIsScheduled: Bool {
        guard let inspection, inspection.isComplete else { return false }
        return inspection.workers.values.allSatisfy { !$0.isAlive || $0.scheduled != nil }
    }
}
