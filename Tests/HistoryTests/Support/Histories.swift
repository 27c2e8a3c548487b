import Celery
import History
import TestSupport
import Testing

extension HistoryIdentity {
    static let example = HistoryIdentity(transport: "redis", place: "localhost:6379", virtualHost: "0")
}

extension History {
    /// A history in a folder.
    static func example(in folder: TemporaryFolder, named name: String = "h.sqlite") throws -> History {
        try open(folder.path + "/" + name, identity: .example)
    }

    /// A writer whose clock stands a day after the epoch.
    func writer(keeping: HistoryWriter.Keeping = .init(), at seconds: Double = 86_400) -> HistoryWriter {
        HistoryWriter(to: self, keeping: keeping) { EventStream.at(seconds) }
    }

    /// Writes events, so many at a time.
    @discardableResult
    func add(_ events: [Event], batch: Int = 1_000_000, watched: [TimeSpan] = []) throws -> HistoryReceipt {
        var writer = writer()
        var receipt = HistoryReceipt()
        for start in stride(from: 0, to: events.count, by: batch) {
            writer.add(Array(events[start..<min(start + batch, events.count)]))
            receipt.add(try writer.commit())
        }
        for span in watched { writer.addWatched(span) }
        receipt.add(try writer.commit())
        return receipt
    }

    /// The snapshot of a span, as seen from `now`.
    func snapshot(
        since: Double = 0, until: Double? = nil, now: Double = 4 * 3600, taskLimit: Int = 10_000
    ) throws -> Snapshot {
        let span = TimeSpan(since: EventStream.at(since), until: EventStream.at(until ?? now))
        let excerpt = try read(HistoryRequest(span: span, now: EventStream.at(now), taskLimit: taskLimit))
        return excerpt.state.snapshot(
            AssessmentRules(
                span: excerpt.span, watched: excerpt.watched.isEmpty ? [excerpt.span] : excerpt.watched,
                now: EventStream.at(now)),
            tally: excerpt.tally, taskLimit: taskLimit)
    }
}

extension ClusterState {
    func snapshot(
        _ rules: AssessmentRules, tally: SpanTally? = nil, evidence: Evidence = Evidence(), taskLimit: Int = 10_000
    ) -> Snapshot {
        var builder = SnapshotBuilder(
            state: self, evidence: evidence, rules: rules,
            broker: BrokerIdentity(transport: "redis", url: "redis://localhost:6379/0", server: nil),
            sources: [], producer: Snapshot.Producer(version: "1", host: "test"),
            report: Snapshot.ReportRequest(title: "test", timeZone: "UTC"), taskLimit: taskLimit)
        builder.tally = tally
        return builder.snapshot()
    }
}

extension Counts {
    /// Whether what is known of this row adds up.
    var closes: Bool {
        guard let processed else { return true }
        let columns = Outcome.allCases.map { self[$0] }
        return !columns.contains(nil) && columns.compactMap { $0 }.reduce(0, +) == processed
    }
}
