/// The workers of a snapshot.
struct WorkerRows {
    private let state: ClusterState
    private let assessment: Assessment
    private let census: Census
    private let tally: SpanTally?
    /// When the attempts of each worker were executed that may have been of late.
    private let executed: [WorkerName: [TimeSpan]]
    private let slots: SlotTime
    private var rules: AssessmentRules { assessment.rules }

    /// A worker hands its task events on within a second; what is younger may not have arrived.
    private static let eventDelay = 1.5
    /// Seconds between heartbeats where nobody set another interval.
    static let usualInterval = 2.0

    init(state: ClusterState, assessment: Assessment, census: Census, tally: SpanTally? = nil) {
        self.state = state
        self.assessment = assessment
        self.census = census
        self.tally = tally
        executed = Self.executed(assessment)
        slots = SlotTime(state: state, assessment: assessment, parts: census.watchedParts)
    }

    /// So many seconds an event may be from the heartbeat that counts the same.
    private static let looseness = 1.0

    private static func executed(_ assessment: Assessment) -> [WorkerName: [TimeSpan]] {
        let since = assessment.rules.moment - 60
        var executed: [WorkerName: [TimeSpan]] = [:]
        for judged in assessment.tasks.flatMap(\.attempts) {
            guard let started = judged.attempt.started else { continue }
            let end = judged.attempt.finished ?? (judged.outcome == .active ? .distantFuture : .distantPast)
            guard end >= since else { continue }
            executed[judged.attempt.worker, default: []].append(TimeSpan(since: started, until: max(started, end)))
        }
        return executed
    }

    /// How many tasks a worker says by its last heartbeats that it executes beyond those that anything told of: they
    /// were begun before anybody listened.
    private func untold(_ name: WorkerName, _ answer: WorkerInspection?, _ record: WorkerRecord?) -> Int {
        guard answer?.active == nil, let presence = record?.presence, assessment.statuses[name] != .offline,
            (tally?.tasks ?? 0) <= assessment.tasks.count
        else { return 0 }
        let told = executed[name] ?? []
        let heartbeats = presence.heartbeats.suffix(30).filter {
            $0.event.active != nil && settled.contains($0.timestamp)
        }
        let untold = heartbeats.suffix(3).map { heartbeat in
            let known = told.count {
                $0.since <= heartbeat.timestamp + Self.looseness && $0.until >= heartbeat.timestamp - Self.looseness
            }
            return (heartbeat.event.active ?? 0) - known
        }
        return max(0, untold.min() ?? 0)
    }

    var rows: [WorkerRow] {
        Set(assessment.statuses.keys).union(census.byWorker.keys).sorted().map(row)
    }

    private func row(_ name: WorkerName) -> WorkerRow {
        let record = state.workers[name]
        let answer = assessment.evidence.inspection?.workers[name]
        let shown = answer ?? assessment.evidence.earlierTraits[name].map { WorkerInspection($0) }
        let status = assessment.statuses[name] ?? .unknown
        let sendsEvents = sendsEvents(record)
        let growth = record?.presence.growth(in: settled)
        let counts = counts(name, answer, record, sendsEvents: sendsEvents)
        // Of a worker whose attempts nobody can count a counter that stands still proves nothing.
        let isCounted = counts.processed != nil || growth.map { $0.executions > 0 } == true
        let missing = growth.flatMap { isCounted ? unseen($0.executions, of: name, in: $0.span) : nil }
        var row = WorkerRow(
            name: name, status: status, counts: counts,
            unseen: missing?.count, unseenMargin: missing?.margin, executions: growth?.executions,
            loadAverage: status == .offline ? nil : record?.presence.newest { $0.loadAverage },
            lastHeartbeat: record?.presence.lastHeard,
            lifetimeProcessed: record?.presence.newest { $0.processed }
                ?? answer?.executions.map { $0.values.reduce(0, +) },
            concurrency: shown?.concurrency,
            processID: answer?.processID ?? record?.presence.newest { $0.origin.processID },
            uptime: answer?.uptime, software: record?.presence.newest { $0.software },
            queues: shown?.queues.map { $0.map(\.name).sorted(by: NaturalOrder.areInIncreasingOrder) },
            sendsEvents: sendsEvents, inspection: shown)
        row.slotSeconds = slots.microseconds(of: name).map { Double($0) / 1_000_000 }
        let isKept = tally?.withoutBusy.contains(name) != true
        if counts.processed != nil, isKept { row.busySeconds = Double(census.busy[name] ?? 0) / 1_000_000 }
        return row
    }

    /// The part of the span of which all events should have arrived.
    private var settled: TimeSpan {
        let end = (rules.watched.last?.until ?? rules.moment) - Self.eventDelay
        return TimeSpan(since: rules.span.since, until: min(end, rules.span.until))
    }

    /// How many of the executions between two readings of a worker's counter nobody told of, and by how many that may
    /// be wrong.
    ///
    /// A tally knows whole minutes only, but for the ends of what was watched; where the first or the last reading lies
    /// elsewhere, as that of a worker that died, what began until the next one would have come is in doubt.
    private func unseen(_ executions: Int, of name: WorkerName, in span: TimeSpan) -> (count: Int, margin: Int) {
        guard let tally else { return (max(0, executions - began(name, in: span)), 0) }
        let singly = tally.began[name] ?? []
        var seen = tally.workers[name]?.started ?? 0
        seen -= singly.count { $0 <= span.since || $0 > span.until }
        let splits = [span.since, span.until].count { tally.whole?.contains($0) == true }
        let perInterval = Double(max(seen, executions)) * Self.usualInterval / max(Self.usualInterval, span.length)
        let margin = splits * Int(perInterval.rounded(.up))
        let missing = executions - seen
        return (missing > margin ? missing : 0, margin)
    }

    private func began(_ name: WorkerName, in span: TimeSpan) -> Int {
        (census.began[name] ?? []).count { $0 > span.since && $0 <= span.until }
    }

    /// On: a task event was seen. Off: its counter grew without one. Else nothing tells.
    private func sendsEvents(_ record: WorkerRecord?) -> Bool? {
        if record?.lastTaskEvent != nil { return true }
        return record?.presence.growth(in: settled).flatMap { $0.executions > 0 ? false : nil }
    }

    private func counts(
        _ name: WorkerName, _ answer: WorkerInspection?, _ record: WorkerRecord?, sendsEvents: Bool?
    ) -> Counts {
        let seen = census.byWorker[name] ?? .zero
        let isTold = sendsEvents == true || tally?.workers[name]?.isEmpty == false || isIdle(record)
        // What a worker does that is silent, and of which nothing was seen before, nobody can tell.
        let isMute = assessment.statuses[name] == .unknown && seen.processed == 0
        if !rules.watched.isEmpty, isTold, !isMute {
            let untold = untold(name, answer, record)
            guard untold > 0 else { return seen }
            // What began before may not be all that came before.
            var counts = seen
            counts[.active] = (seen[.active] ?? 0) + untold
            (counts.processed, counts[.received], counts.scheduled, counts.carried) = (nil, nil, nil, nil)
            return counts
        }
        var counts = Counts()
        let isGone = assessment.statuses[name] == .offline
        counts[.active] = answer?.active?.count ?? (isGone ? nil : record?.presence.newest { $0.active })
        if let reserved = answer?.reserved, let scheduled = answer?.scheduled {
            counts[.received] = reserved.count + scheduled.count
            counts.scheduled = scheduled.count
        }
        return counts
    }

    /// Whether its heartbeats show that nothing began and nothing was executed while we listened.
    private func isIdle(_ record: WorkerRecord?) -> Bool {
        guard let presence = record?.presence, let growth = presence.growth(in: rules.span) else { return false }
        return growth.executions == 0 && presence.heartbeats.allSatisfy { ($0.event.active ?? 0) == 0 }
    }
}
