import Celery
import TestSupport

extension [Event] {
    /// What they come to when judged at `seconds`, having listened from the epoch until then.
    func assessed(at seconds: Double = 60, evidence: Evidence = Evidence(), watched: [TimeSpan]? = nil) -> Assessment {
        var state = ClusterState()
        for event in self { state.apply(event) }
        return Assessment(of: state, evidence: evidence, rules: .listening(until: seconds, watched: watched))
    }

    /// The outcomes of all attempts at one task, in order.
    func outcomes(
        of id: String = "t1", at seconds: Double = 60, evidence: Evidence = Evidence(), watched: [TimeSpan]? = nil
    ) -> [Outcome] {
        assessed(at: seconds, evidence: evidence, watched: watched).tasks.first { $0.id == TaskID(id) }?
            .attempts.map(\.outcome) ?? []
    }

    /// The snapshot of them.
    func snapshot(
        at seconds: Double = 60, evidence: Evidence = Evidence(), watched: [TimeSpan]? = nil, taskLimit: Int = 10_000,
        rules: AssessmentRules? = nil, clocks: @escaping @Sendable (String) -> ((Instant) -> Int)? = { _ in nil }
    ) -> Snapshot {
        var state = ClusterState()
        for event in self { state.apply(event) }
        var builder = SnapshotBuilder(
            state: state, evidence: evidence, rules: rules ?? .listening(until: seconds, watched: watched),
            broker: BrokerIdentity(transport: "redis", url: "redis://localhost:6379/0", server: "Redis 7.0.15"),
            sources: [], producer: Snapshot.Producer(version: "1", host: "test"),
            report: Snapshot.ReportRequest(title: "test", timeZone: "UTC"), taskLimit: taskLimit)
        builder.clocks = clocks
        return builder.snapshot()
    }
}

extension AssessmentRules {
    /// A day's report made at `seconds`, by somebody who has listened since the epoch.
    static func listening(until seconds: Double, watched: [TimeSpan]? = nil) -> AssessmentRules {
        let now = EventStream.at(seconds)
        return AssessmentRules(
            span: TimeSpan(since: now - 86_400, until: now),
            watched: watched ?? [TimeSpan(since: EventStream.epoch, until: now)], now: now)
    }
}

extension Counts {
    /// Whether what is known of this row adds up, or nothing is said of the sum.
    var closes: Bool {
        guard let processed else { return true }
        let columns = Outcome.allCases.map { self[$0] }
        return !columns.contains(nil) && columns.compactMap { $0 }.reduce(0, +) == processed
    }
}
