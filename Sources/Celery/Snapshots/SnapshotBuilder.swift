/// Makes a snapshot of what is known: a function of values.
package struct SnapshotBuilder: Sendable {
    /// What the events told.
    package var state: ClusterState
    /// What else is known.
    package var evidence: Evidence
    /// By which it is judged.
    package var rules: AssessmentRules
    /// The broker.
    package var broker: BrokerIdentity
    /// What was asked, and how it went.
    package var sources: [SourceReport]
    /// Who asks.
    package var producer: Snapshot.Producer
    /// What is asked of the pages.
    package var report: Snapshot.ReportRequest
    /// What was taken out.
    package var redactions: Snapshot.Redactions
    /// How many tasks are listed; failures are the last to go.
    package var taskLimit: Int
    /// How long messages may wait.
    package var waitTargets: [WaitTarget] = []
    /// By which argument of the tasks things are grouped; `nil` for none.
    package var groupBy: GroupPath?
    /// What stands for the values, where they aren't to be read.
    package var groupDigest: KeyedDigest?
    /// Tells by how many seconds the clocks of a zone are east of Greenwich; `nil` for one that isn't known.
    package var clocks: @Sendable (String) -> ((Instant) -> Int)? = { _ in nil }
    /// What was counted before; `nil` where `state` holds all that is known.
    package var tally: SpanTally?

    /// Collects what a snapshot is made of.
    package init(
        state: ClusterState, evidence: Evidence, rules: AssessmentRules, broker: BrokerIdentity,
        sources: [SourceReport], producer: Snapshot.Producer, report: Snapshot.ReportRequest,
        redactions: Snapshot.Redactions = .init(), taskLimit: Int = 10_000
    ) {
        self.state = state
        self.evidence = evidence
        self.rules = rules
        self.broker = broker
        self.sources = sources
        self.producer = producer
        self.report = report
        self.redactions = redactions
        self.taskLimit = taskLimit
    }

    /// Makes the snapshot.
    package func snapshot() -> Snapshot {
        snapshot(of: assessment)
    }

    /// What is known, judged; what workers hold is told in the callers' words.
    private var assessment: Assessment {
        var evidence = evidence.asOf(rules)
        evidence.fillArguments(from: state)
        return Assessment(of: state, evidence: evidence, rules: rules)
    }

    /// Makes the snapshot, and says of which attempts evidence other than events proves that they are over: to be
    /// remembered, since nothing will tell of them again.
    package func snapshotWithVerdicts() -> (Snapshot, [TaskRecord]) {
        let assessment = assessment
        return (snapshot(of: assessment), rules.horizon < .distantFuture ? [] : assessment.verdicts)
    }

    private func snapshot(of assessment: Assessment) -> Snapshot {
        let (state, evidence) = (state.asOf(rules.horizon).state, assessment.evidence)
        let census = Census(of: assessment, tally: tally)
        let workers = WorkerRows(state: state, assessment: assessment, census: census, tally: tally).rows
        let rows = TaskRows(assessment: assessment).rows
        let times = QueueTimes(
            evidence: evidence, assessment: assessment, state: state, workers: workers, census: census,
            targets: waitTargets, taskLimit: tally == nil ? nil : taskLimit)
        var queues = QueueRows(evidence: evidence, assessment: assessment, rules: rules).rows
        for index in queues.indices { times.fill(&queues[index]) }
        let totals = Counts.total(of: workers.map(\.counts))
        var snapshot = Snapshot(
            capturedAt: rules.now, producer: producer,
            coverage: Snapshot.Coverage(
                span: rules.span, watched: rules.watched.compactMap { $0.part(in: rules.span) },
                events: tally?.events ?? state.events, tasks: max(tally?.tasks ?? 0, rows.count),
                offlineAfter: rules.offlineAfter, forgetOffline: rules.forgetOffline),
            report: report, broker: broker, sources: sources, workers: workers,
            totals: Totals(counts: totals.counts, ofWorkers: totals.rows),
            tasks: TaskRows.newest(taskLimit, of: rows), taskTypes: census.taskTypes,
            failures: FailureGroups(assessment: assessment, results: rows).groups, histograms: census.histograms,
            queues: queues, series: [], findings: [], redactions: redactions)
        snapshot.series =
            SeriesBuilder(
                assessment: assessment, results: rows, workers: workers, state: state, tally: tally,
                taskLimit: taskLimit
            ).series
        snapshot.etaBacklog = EtaBacklog(evidence: evidence, assessment: assessment).rows
        snapshot.grouping = groupBy.map { GroupCounter($0, assessment: assessment, digest: groupDigest).grouping }
        snapshot.workflows = Workflows(snapshot.tasks, moment: rules.moment).rows
        snapshot.periodic = PeriodicRows(assessment: assessment, tally: tally, offsets: clocks).rows
        snapshot.turns = WorkerTurns(workers: workers, state: state, span: rules.span).turns
        snapshot.findings = Findings.all(in: snapshot, assessment: assessment, state: state)
        snapshot.incidents = Incidents(in: snapshot).all
        return snapshot
    }
}
