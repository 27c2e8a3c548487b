/// Puts findings of one cause together.
///
/// A worker that is gone takes with it what it had begun, the messages that it held, and the queues that it took from;
/// workers that go within a minute of each other have one cause. What is left is put together by queue, and each task
/// type that fails stands for itself.
struct Incidents {
    let snapshot: Snapshot
    /// The findings that something happened by, as places in the list.
    private let open: [Int]
    private let deaths: WorkerDeaths
    /// When what is told of ends: now, or the end of a past span.
    private let moment: Instant
    /// How many waited in each queue.
    private let sizes: [ExactText: [Series.Point]]
    /// How many wait now.
    private let ready: [ExactText: Int]

    init(in snapshot: Snapshot) {
        self.snapshot = snapshot
        open = snapshot.findings.indices.filter { place in
            let finding = snapshot.findings[place]
            return finding.code.isOfCluster && (finding.severity != .note || finding.code == .failureBurst)
        }
        deaths = WorkerDeaths(in: snapshot, findings: open)
        moment = min(snapshot.capturedAt, snapshot.coverage.span.until)
        sizes = snapshot.series.reduce(into: [:]) { sizes, series in
            guard series.name == Measure.queueReady.name, let queue = series.labels["queue"] else { return }
            sizes[queue.exact, default: []] += series.points
        }
        ready = snapshot.queues.reduce(into: [:]) { $0[$1.name.exact] = $1.ready }
    }

    /// The incidents, the gravest first, and of those what lasts before what is over.
    var all: [Incident] {
        var left = Set(open)
        var incidents = together(&left)
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
        return incidents.sorted { rank($0).lexicographicallyPrecedes(rank($1)) }
    }

    /// By severity, then what lasts, then the harm of the findings, which are listed so.
    private func rank(_ incident: Incident) -> [Int] {
        let severity = Finding.Severity.allCases.firstIndex(of: incident.severity) ?? 0
        return [severity, incident.until == nil ? 0 : 1] + incident.findings
    }

    /// Makes an incident of findings that say all that there is to say.
    private func single(_ places: [Int]) -> Incident {
        let findings = places.map { snapshot.findings[$0] }
        let burst = findings.lazy.filter { $0.code == .failureBurst }.compactMap(burst).first
        let since = findings.compactMap(\.beginning).min()
        return Incident(
            since: since, until: burst.flatMap { $0.isOver(at: moment, watched: watched) ? $0.until : nil },
            severity: gravest(places), subject: findings.first?.subject ?? "",
            sentence: .single(findings, since: since), findings: places)
    }

    private var watched: [TimeSpan] { snapshot.coverage.watched }

    private func gravest(_ places: [Int]) -> Finding.Severity {
        Finding.Severity.allCases.first { severity in places.contains { snapshot.findings[$0].severity == severity } }
            ?? .note
    }
}

extension Finding {
    /// When what was found began; `nil` where its time is another, such as that of a redelivery.
    fileprivate var beginning: Instant? {
        [.workerOffline, .failureBurst].contains(code) ? time : nil
    }
}

extension Incidents {
    private static let ofQueues: Set<Finding.Code> = [
        .queueWithoutConsumer, .messagesUnclaimed, .consumersStalled, .queueGrowing, .queueUnacknowledgedGrowing,
        .consumersDiffer,
    ]

    private func isOfQueue(_ place: Int) -> Bool { Self.ofQueues.contains(snapshot.findings[place].code) }

    /// The incidents of workers that are gone, with what they took along. Where nobody is left, the last of them took all.
    private func together(_ left: inout Set<Int>) -> [Incident] {
        let groups = deaths.together
        let nobody = open.first { snapshot.findings[$0].code == .noWorkers }
        var ofQueues = Dictionary(grouping: left.filter(isOfQueue)) { snapshot.findings[$0].subject.exact }
        return groups.enumerated().map { number, group in
            let isLast = number == groups.count - 1 && nobody != nil && group.contains(where: \.isGone)
            let queues = group.reduce(into: Set()) { $0.formUnion(deaths.queues[$1.worker] ?? []) }
            var places = group.flatMap(\.findings)
            if isLast {
                places += [nobody].compactMap { $0 } + ofQueues.values.joined()
            } else {
                places += queues.flatMap { ofQueues.removeValue(forKey: $0) ?? [] }
            }
            left.subtract(places)
            return incident(of: group, queues: queues, places.sorted(), leavesNone: isLast)
        }
    }

    private func incident(
        of deaths: [WorkerDeaths.Death], queues: Set<ExactText>, _ places: [Int], leavesNone: Bool
    ) -> Incident {
        let losses = Losses(places.map { snapshot.findings[$0] })
        let isOver = losses.comingBack == 0 && losses.stuck == 0 && !deaths.contains(where: \.isGone)
        let times = deaths.compactMap(\.time)
        let since = times.count == deaths.count ? times.min() : nil
        let trends = queues.sorted().lazy.compactMap { trend(of: $0, since: since) }.prefix(3)
        return Incident(
            since: since, until: isOver ? times.max() : nil, severity: gravest(places),
            subject: deaths.first?.worker.description ?? "",
            sentence: .deaths(deaths, at: since, leaveNone: leavesNone, losses, trends: Array(trends)),
            findings: places)
    }

    /// What was lost with workers, as findings tell it.
    struct Losses {
        /// How many attempts were lost, whose messages come back, or don't.
        private(set) var attempts = 0, comingBack = 0, gone = 0
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
                    attempts += count("lost")
                    comingBack += count("coming_back")
                    gone += count("gone")
                case .messagesUnclaimed: stuck += count("messages")
                default: continue
                }
                redelivery = [redelivery, finding.time].compactMap { $0 }.min()
            }
        }
    }

    /// How a queue went since then, from the most that waited in it to what does now; `nil` where little happened.
    private func trend(of queue: ExactText, since: Instant?) -> Phrase? {
        guard let since, let now = ready[queue] else { return nil }
        let points = (sizes[queue] ?? []).filter { $0.time >= since }.sorted { $0.time < $1.time }
        let values = points.compactMap { point in point.value.flatMap { Int(exactly: $0.rounded()) } }
        guard let most = values.max(), let first = values.first, most >= 10 else { return nil }
        if now < most - max(5, most / 10) { return .queue(queue.text, drainedFrom: most, to: now) }
        return now > first + max(5, first / 10) ? .queue(queue.text, grewFrom: first, to: now) : nil
    }
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
        let isOver = pace?.isOver(at: moment, watched: watched) ?? false
        return Incident(
            since: since, until: isOver ? last : nil, severity: gravest([place] + bursts), subject: finding.subject,
            sentence: finding.message + .times(since: since, last: last, isOver: isOver),
            findings: ([place] + bursts).sorted())
    }

    private func burst(of finding: Finding) -> FailureGroup.Burst? {
        snapshot.failures.first { group in
            group.burst?.since == finding.time && (group.name ?? group.exceptionType).isSame(as: finding.subject)
                && finding.facts?["exception"] == .text(group.exceptionType)
        }?.burst
    }
}
