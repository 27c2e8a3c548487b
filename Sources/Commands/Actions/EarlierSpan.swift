import Celery
import History

/// What a history tells of the span of a report so long before, for the report to be compared with.
struct EarlierSpan {
    let history: HistoryShare
    /// How long before.
    let ago: Span
    let taskLimit: Int

    /// The span as a snapshot, in which nothing was asked but the history.
    func snapshot(before snapshot: Snapshot) throws -> Snapshot {
        let span = snapshot.coverage.span
        let earlier = TimeSpan(since: span.since - ago.seconds, until: span.until - ago.seconds)
        var builder = SnapshotBuilder(
            state: ClusterState(), evidence: Evidence(),
            rules: AssessmentRules(
                span: earlier, watched: [], now: snapshot.capturedAt, offlineAfter: snapshot.coverage.offlineAfter,
                forgetOffline: snapshot.coverage.forgetOffline),
            broker: snapshot.broker,
            sources: ["events", "inspect", "queues", "results"].map {
                SourceReport(name: $0, status: .skipped, detail: "not asked: the history alone knows of that time")
            },
            producer: snapshot.producer, report: snapshot.report, redactions: snapshot.redactions,
            taskLimit: taskLimit)
        builder.sources.append(try history.fill(&builder, from: try history.file.open()))
        var past = builder.snapshot()
        past.capturedAt = past.coverage.span.until
        // What the broker is now tells nothing of what it was.
        past.broker.server = nil
        return past
    }
}
