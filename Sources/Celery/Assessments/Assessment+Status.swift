extension Assessment {
    /// So many names that dead workers left in the broker are rows.
    private static let mostStrangers = 10

    /// The status of every worker that anything knows.
    static func statuses(
        of state: ClusterState, evidence: Evidence, rules: AssessmentRules, running: Set<WorkerName>
    ) -> [WorkerName: WorkerStatus] {
        var statuses: [WorkerName: WorkerStatus] = [:]
        // Pods leave a name each: more than a few that nothing was heard of are counted, and get no rows.
        let answered = evidence.inspection?.workers ?? [:]
        let strangers = evidence.boundWorkers.filter { state.workers[$0] == nil && answered[$0] == nil }
        if strangers.count <= mostStrangers { for name in strangers { statuses[name] = .unknown } }
        for (name, record) in state.workers {
            statuses[name] = status(of: record, rules: rules, isRunning: running.contains(name))
        }
        guard let inspection = evidence.inspection else { return statuses }
        for (name, answer) in inspection.workers where answer.isAlive {
            let leaving = state.workers[name]?.lifeline.farewell
            if (leaving?.heard ?? .distantPast) < inspection.answered { statuses[name] = .online }
        }
        return statuses
    }

    private static func status(of record: WorkerRecord, rules: AssessmentRules, isRunning: Bool) -> WorkerStatus {
        if let farewell = record.lifeline.farewell {
            return isRunning && rules.now.since(farewell.heard) <= rules.offlineAfter ? .stopping : .offline
        }
        let lastBeat = record.lifeline.lastHeard
        guard let heard = lastBeat ?? record.lastTaskEvent else { return .unknown }
        let silence = rules.now.since(heard)
        if silence > rules.offlineAfter { return .offline }
        let interval = record.lifeline.newest { $0.interval } ?? 2
        return lastBeat != nil && silence < 2 * interval ? .online : .unknown
    }
}

extension Lifeline {
    /// The good-bye that nothing came after.
    var farewell: EventOrigin? {
        beats.last?.event.kind == .offline ? beats.last?.event.origin : nil
    }

    /// When we last heard it say that it is there, by our clock.
    package var lastHeard: Instant? {
        beats.filter { $0.event.kind != .offline }.map(\.event.origin.heard).max()
    }
}
