/// Puts findings of one cause together.
///
/// A worker that died takes with it what it had begun, the messages that it held, and the queues that it took from;
/// workers that die within a minute of each other have one cause. What is left is put together by queue, and each task
/// type that fails stands for itself.
struct Incidents {
    private let snapshot: Snapshot
    /// The findings that something happened by, as places in the list.
    private let open: [Int]

    init(in snapshot: Snapshot) {
        self.snapshot = snapshot
        open = snapshot.findings.indices.filter { place in
            let finding = snapshot.findings[place]
            return finding.code.isOfCluster && (finding.severity != .note || finding.code == .failureBurst)
        }
    }

    /// The incidents, the gravest first, and of those what lasts before what is over.
    var all: [Incident] {
        var left = Set(open)
        var incidents: [Incident] = []
        for deaths in deaths {
            let incident = incident(of: deaths, taking: &left)
            incidents.append(incident)
        }
        let queues = Dictionary(grouping: left.filter(isOfQueue)) { snapshot.findings[$0].subject.exact }
        for places in queues.values {
            left.subtract(places)
            incidents.append(single(places.sorted()))
        }
        for (place, bursts) in failures where left.contains(place) {
            left.subtract([place] + bursts)
            incidents.append(failing(place, bursts))
        }
        incidents += left.map { single([$0]) }
        return incidents.sorted(by: isGraver)
    }

    private func isGraver(_ one: Incident, _ other: Incident) -> Bool {
        let (rank, otherRank) = (rank(one), rank(other))
        return rank != otherRank
            ? rank.lexicographicallyPrecedes(otherRank) : one.findings.lexicographicallyPrecedes(other.findings)
    }

    /// By severity, then what lasts, then the harm of the findings, which are listed so.
    private func rank(_ incident: Incident) -> [Int] {
        let severity = Finding.Severity.allCases.firstIndex(of: incident.severity) ?? 0
        return [severity, incident.until == nil ? 0 : 1, incident.findings.min() ?? 0]
    }

    /// Makes an incident of findings that say all that there is to say.
    private func single(_ places: [Int]) -> Incident {
        let findings = places.map { snapshot.findings[$0] }
        let burst = findings.lazy.filter { $0.code == .failureBurst }.compactMap(burst).first
        let since = findings.compactMap(\.time).filter { $0 <= snapshot.capturedAt }.min()
        return Incident(
            since: since,
            until: burst.flatMap { $0.isOver(at: snapshot.capturedAt) ? $0.until : nil },
            severity: gravest(places), subject: findings.first?.subject ?? "",
            sentence: .single(findings, since: since), findings: places)
    }

    private func gravest(_ places: [Int]) -> Finding.Severity {
        Finding.Severity.allCases.first { severity in places.contains { snapshot.findings[$0].severity == severity } }
            ?? .note
    }
}

extension Incidents {
    /// A worker that died, and when.
    private struct Death {
        let worker: WorkerName
        let time: Instant?
        let isGone: Bool
        let findings: [Int]
    }

    /// Workers that die within so many seconds of each other have one cause.
    private static let together = 60.0

    /// The workers that died, those together that have one cause.
    private var deaths: [[Death]] {
        let ofWorkers = open.filter { [.attemptsLost, .workerOffline].contains(snapshot.findings[$0].code) }
        let groups = Dictionary(grouping: ofWorkers) { snapshot.findings[$0].subject.exact }
        let deaths = groups.values.map { places in
            let worker = WorkerName(snapshot.findings[places[0]].subject)
            let isGone = snapshot.workers.contains { $0.name == worker && $0.status == .offline }
            return Death(worker: worker, time: death(of: worker, isGone: isGone), isGone: isGone, findings: places)
        }
        var together: [[Death]] = []
        for death in deaths.sorted(by: { ($0.time ?? .distantPast, $0.worker) < ($1.time ?? .distantPast, $1.worker) })
        {
            if let last = together.last?.last?.time, let time = death.time, time.since(last) <= Self.together {
                together[together.count - 1].append(death)
            } else {
                together.append([death])
            }
        }
        return together
    }

    private func death(of worker: WorkerName, isGone: Bool) -> Instant? {
        if isGone { return snapshot.workers.first { $0.name == worker }?.lastHeartbeat }
        return snapshot.turns.last { $0.worker == worker && $0.kind == .restart }?.time
    }

    private func incident(of deaths: [Death], taking left: inout Set<Int>) -> Incident {
        var places = deaths.flatMap(\.findings)
        let isLastOne =
            deaths.contains(where: \.isGone)
            && snapshot.workers.allSatisfy { $0.status != .online && $0.status != .stopping }
        let queues = queues(of: Set(deaths.map(\.worker)))
        places += left.filter { place in
            let finding = snapshot.findings[place]
            if finding.code == .noWorkers { return isLastOne }
            return isOfQueue(place) && (isLastOne || queues.contains(finding.subject.exact))
        }
        left.subtract(places)
        places.sort()
        let facts = Facts(places.map { snapshot.findings[$0] })
        let isOver = facts.comingBack == 0 && facts.stuck == 0 && !deaths.contains(where: \.isGone)
        let times = deaths.compactMap(\.time)
        let since = times.count == deaths.count ? times.min() : nil
        let trends = queues.compactMap { trend(of: $0.text, since: since) }
        return Incident(
            since: since, until: isOver ? times.max() : nil, severity: gravest(places),
            subject: deaths.first?.worker.description ?? "",
            sentence: .deaths(
                of: deaths.map(\.worker), areGone: deaths.allSatisfy(\.isGone), at: since, leaveNone: isLastOne, facts,
                trends: trends),
            findings: places)
    }

    /// What the findings of workers that died add up to.
    struct Facts {
        /// How many attempts were lost, whose messages come back, or don't.
        private(set) var lost = 0, comingBack = 0, gone = 0
        /// How many messages nobody holds.
        private(set) var stuck = 0
        /// When the first messages are delivered again.
        private(set) var redelivery: Instant?

        init(_ findings: [Finding]) {
            for finding in findings {
                func count(_ name: String) -> Int {
                    if case .count(let count)? = finding.facts?[name] { count } else { 0 }
                }
                switch finding.code {
                case .attemptsLost:
                    lost += count("lost")
                    comingBack += count("coming_back")
                    gone += count("gone")
                case .messagesUnclaimed: stuck += count("messages")
                default: continue
                }
                redelivery = [redelivery, finding.time].compactMap { $0 }.min()
            }
        }
    }

    /// The queues that workers took from, as the tasks tell that they had, and what they said themselves.
    private func queues(of workers: Set<WorkerName>) -> Set<ExactText> {
        var queues: Set<ExactText> = []
        for row in snapshot.workers where workers.contains(row.name) {
            queues.formUnion((row.queues ?? []).map(\.exact))
        }
        for task in snapshot.tasks {
            guard let queue = task.facts.queue else { continue }
            if task.worker.map(workers.contains) == true
                || task.attempts.contains(where: { workers.contains($0.worker) })
            {
                queues.insert(queue.exact)
            }
        }
        return queues
    }

    /// How a queue went since then, from the most that waited in it to what does now; `nil` where little happened.
    private func trend(of queue: String, since: Instant?) -> Phrase? {
        guard let since, let now = snapshot.queues.first(where: { $0.name.isSame(as: queue) })?.ready else {
            return nil
        }
        let values = snapshot.series.filter { $0.name == Measure.queueReady.name && $0.labels["queue"] == queue }
            .flatMap(\.points).filter { $0.time >= since }.compactMap(\.value).map { Int($0) }
        guard let most = values.max(), let first = values.first, most >= 10 else { return nil }
        if now < most - max(5, most / 10) { return .queue(queue, drainedFrom: most, to: now) }
        return now > first + max(5, first / 10) ? .queue(queue, grewFrom: first, to: now) : nil
    }

    private static let ofQueues: Set<Finding.Code> = [
        .queueWithoutConsumer, .messagesUnclaimed, .consumersStalled, .queueGrowing, .queueUnacknowledgedGrowing,
    ]

    private func isOfQueue(_ place: Int) -> Bool { Self.ofQueues.contains(snapshot.findings[place].code) }
}

extension Incidents {
    /// Each finding that a type fails, with those of bursts that tell of the same exception.
    private var failures: [(place: Int, bursts: [Int])] {
        open.filter { snapshot.findings[$0].code == .typeFailing }.map { place in
            let failing = snapshot.findings[place]
            let bursts = open.filter { other in
                let finding = snapshot.findings[other]
                return finding.code == .failureBurst && finding.subject.isSame(as: failing.subject)
                    && finding.facts?["exception"] == failing.facts?["exception"]
            }
            return (place, bursts)
        }
    }

    private func failing(_ place: Int, _ bursts: [Int]) -> Incident {
        let finding = snapshot.findings[place]
        let groups = snapshot.failures.filter { $0.name?.isSame(as: finding.subject) == true }
        let (since, last) = (groups.compactMap(\.first).min(), groups.compactMap(\.last).max())
        let all = groups.reduce(0) { $0 + $1.count }
        let pace = since.flatMap { since in last.map { FailureGroup.Burst(count: all, since: since, until: $0) } }
        let isOver = pace?.isOver(at: snapshot.capturedAt) ?? false
        return Incident(
            since: since, until: isOver ? last : nil, severity: gravest([place] + bursts), subject: finding.subject,
            sentence: finding.message + .times(since: since, last: last, isOver: isOver),
            findings: ([place] + bursts).sorted())
    }

    private func burst(of finding: Finding) -> FailureGroup.Burst? {
        snapshot.failures.first { $0.burst != nil && $0.burst?.since == finding.time }?.burst
    }
}
