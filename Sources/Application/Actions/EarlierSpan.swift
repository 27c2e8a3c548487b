package import Celery
package import Configuration
import History

/// What a history tells of the span of a report so long before, for the report to be compared with.
package struct EarlierSpan {
    package let history: HistoryShare
    /// How long before.
    package let ago: Span
    package let taskLimit: Int

    /// Looks back so far.
    package init(history: HistoryShare, ago: Span, taskLimit: Int) {
        self.history = history
        self.ago = ago
        self.taskLimit = taskLimit
    }

    /// The span as a snapshot, in which nothing was asked but the history.
    package func snapshot(before snapshot: Snapshot) throws -> Snapshot {
        let span = snapshot.coverage.span
        let earlier = TimeSpan(since: span.since - ago.seconds, until: span.until - ago.seconds)
        var builder = SnapshotBuilder(
            state: ClusterState(), evidence: Evidence(),
            rules: AssessmentRules(
                span: earlier, watched: [], now: snapshot.capturedAt, offlineAfter: snapshot.coverage.offlineAfter,
                forgetOffline: snapshot.coverage.forgetOffline),
            broker: snapshot.broker,
            sources: .unasked("the history alone knows of that time"),
            producer: snapshot.producer, report: snapshot.report, redactions: snapshot.redactions,
            taskLimit: taskLimit)
        builder.sources.append(try history.fill(&builder, from: try history.file.opened()))
        var past = builder.snapshot()
        past.capturedAt = past.coverage.span.until
        // What the broker is now tells nothing of what it was.
        past.broker.server = nil
        return past
    }
}
