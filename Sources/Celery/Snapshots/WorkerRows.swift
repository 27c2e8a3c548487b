/// The workers of a snapshot.
struct WorkerRows {
    private let state: ClusterState
    private let assessment: Assessment
    private let census: Census
    private let tally: SpanTally?
    private var rules: AssessmentRules { assessment.rules }

    /// A worker hands its task events on within a second; what is younger may not have arrived.
    private static let eventDelay = 1.5

    init(state: ClusterState, assessment: Assessment, census: Census, tally: SpanTally? = nil) {
        self.state = state
        self.assessment = assessment
        self.census = census
        self.tally = tally
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
        let growth = record?.lifeline.growth(until: settled)
        return WorkerRow(
            name: name, status: status, counts: counts(name, answer, record, sendsEvents: sendsEvents),
            unseen: growth.map { unseen($0.executions, of: name, in: $0.span) },
            executions: growth?.executions,
            loadAverage: status == .offline ? nil : record?.lifeline.newest { $0.loadAverage },
            lastHeartbeat: record?.lifeline.lastHeard,
            lifetimeProcessed: record?.lifeline.newest { $0.processed }
                ?? answer?.executions.map { $0.values.reduce(0, +) },
            concurrency: shown?.concurrency,
            processID: answer?.processID ?? record?.lifeline.newest { $0.origin.processID },
            uptime: answer?.uptime, software: record?.lifeline.newest { $0.software },
            queues: shown?.queues.map { $0.map(\.name).sorted(by: NaturalOrder.areInIncreasingOrder) },
            sendsEvents: sendsEvents, inspection: shown)
    }

    /// Until when all events should have arrived.
    private var settled: Instant { (rules.watched.last?.until ?? rules.now) - Self.eventDelay }

    /// How many of the executions nobody told of.
    ///
    /// A tally knows minutes only, and the counter is read at any second of one: what a minute may hold is passed over.
    private func unseen(_ executions: Int, of name: WorkerName, in span: TimeSpan) -> Int {
        guard let tally else { return max(0, executions - began(name, in: span)) }
        let began = tally.workers[name]?.started ?? 0
        let minute = Double(max(began, executions)) / max(1, span.length / 60)
        return Double(executions - began) > minute ? executions - began : 0
    }

    private func began(_ name: WorkerName, in span: TimeSpan) -> Int {
        (census.began[name] ?? []).count { $0 > span.since && $0 <= span.until }
    }

    /// On: a task event was seen. Off: its counter grew without one. Else nothing tells.
    private func sendsEvents(_ record: WorkerRecord?) -> Bool? {
        guard let record else { return nil }
        if record.lastTaskEvent != nil { return true }
        return record.lifeline.growth(until: settled).flatMap { $0.executions > 0 ? false : nil }
    }

    private func counts(
        _ name: WorkerName, _ answer: WorkerInspection?, _ record: WorkerRecord?, sendsEvents: Bool?
    ) -> Counts {
        let seen = census.byWorker[name] ?? .zero
        if !rules.watched.isEmpty, sendsEvents == true || (sendsEvents == nil && isIdle(record)) { return seen }
        var counts = Counts()
        let isGone = assessment.statuses[name] == .offline
        counts[.active] = answer?.active?.count ?? (isGone ? nil : record?.lifeline.newest { $0.active })
        if let reserved = answer?.reserved, let scheduled = answer?.scheduled {
            counts[.received] = reserved.count + scheduled.count
            counts.scheduled = scheduled.count
        }
        return counts
    }

    /// Whether its heartbeats show that nothing began and nothing ended while we listened.
    private func isIdle(_ record: WorkerRecord?) -> Bool {
        guard let lifeline = record?.lifeline, let growth = lifeline.growth() else { return false }
        return growth.executions == 0 && Set(lifeline.beats.compactMap(\.event.active)).count == 1
    }
}
