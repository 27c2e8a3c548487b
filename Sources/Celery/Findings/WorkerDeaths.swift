/// The workers that went with work in their hands, or without a word.
struct WorkerDeaths {
    /// A worker that went, and when.
    struct Death {
        /// How it went.
        enum Manner { case died, shutDown, restarted, unknown }

        let worker: WorkerName
        let manner: Manner
        /// When; `nil` where nobody saw it.
        let time: Instant?
        /// The findings that tell of it, as places in the list.
        let findings: [Int]

        /// Whether it has not come back.
        var isGone: Bool { manner == .died || manner == .shutDown }
    }

    /// Workers that go within so many seconds of each other have one cause.
    private static let together = 60.0

    /// Those together that have one cause, the first ones first.
    let together: [[Death]]
    /// The queues that each of them took from, as its tasks tell, and as it said itself.
    let queues: [WorkerName: Set<ExactText>]

    /// Finds them by some of the findings of a snapshot.
    init(in snapshot: Snapshot, findings: [Int]) {
        let telling = findings.filter { [.attemptsLost, .workerOffline].contains(snapshot.findings[$0].code) }
        let groups = Dictionary(grouping: telling) { WorkerName(snapshot.findings[$0].subject) }
        let ends = snapshot.findings.filter { $0.code == .workerOffline && groups[WorkerName($0.subject)] != nil }
        let endOfWorker = Dictionary(ends.map { (WorkerName($0.subject), $0) }) { first, _ in first }
        let restarts = Dictionary(
            snapshot.turns.filter { $0.kind == .restart }.map { ($0.worker, $0.time) }, uniquingKeysWith: max)
        let deaths = groups.map { worker, places in
            let (manner, time) = Self.end(endOfWorker[worker], restart: restarts[worker])
            return Death(worker: worker, manner: manner, time: time, findings: places)
        }
        together = Self.grouped(deaths)
        queues = Self.queues(of: Set(groups.keys), in: snapshot)
    }

    private static func end(_ finding: Finding?, restart: Instant?) -> (Death.Manner, Instant?) {
        guard let finding else { return restart.map { (.restarted, $0) } ?? (.unknown, nil) }
        return (finding.facts?["goodbye"] == .truth(true) ? .shutDown : .died, finding.time)
    }

    private static func grouped(_ deaths: [Death]) -> [[Death]] {
        let sorted = deaths.sorted { ($0.time ?? .distantPast, $0.worker) < ($1.time ?? .distantPast, $1.worker) }
        var groups: [[Death]] = []
        for death in sorted {
            if let last = groups.last?.last?.time, let time = death.time, time.since(last) <= together {
                groups[groups.count - 1].append(death)
            } else {
                groups.append([death])
            }
        }
        return groups
    }

    private static func queues(of workers: Set<WorkerName>, in snapshot: Snapshot) -> [WorkerName: Set<ExactText>] {
        var queues: [WorkerName: Set<ExactText>] = [:]
        for row in snapshot.workers where workers.contains(row.name) {
            queues[row.name, default: []].formUnion((row.queues ?? []).map(\.exact))
        }
        for task in snapshot.tasks {
            guard let queue = task.facts.queue?.exact else { continue }
            for worker in [task.worker].compactMap({ $0 }) + task.attempts.map(\.worker) where workers.contains(worker)
            {
                queues[worker, default: []].insert(queue)
            }
        }
        return queues
    }
}
