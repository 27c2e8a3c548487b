extension Assessment {
    /// So many names that dead workers left in the broker are rows.
    private static let mostStrangers = 10

    /// The status of every worker that anything knows.
    ///
    /// `heardLater` are workers of a past span that were heard after it, so that they lived at its end; `running` those
    /// with attempts that were begun and have not ended.
    static func statuses(
        of state: ClusterState, heardLater: Set<WorkerName>, evidence: Evidence, rules: AssessmentRules,
        running: Set<WorkerName>
    ) -> [WorkerName: WorkerStatus] {
        var statuses: [WorkerName: WorkerStatus] = [:]
        // Pods leave a name each: more than a few that nothing was heard of are counted, and get no rows.
        let answered = evidence.inspection?.workers ?? [:]
        let strangers = evidence.boundWorkers.filter { state.workers[$0] == nil && answered[$0] == nil }
        if strangers.count <= mostStrangers { for name in strangers { statuses[name] = .unknown } }
        for (name, record) in state.workers {
            let status = status(of: record, rules: rules, isRunning: running.contains(name))
            statuses[name] = heardLater.contains(name) && status != .stopping ? .online : status
        }
        guard let inspection = evidence.inspection else { return statuses }
        for (name, answer) in inspection.workers where answer.isAlive {
            let leaving = state.workers[name]?.presence.farewell
            if (leaving?.heard ?? .distantPast) < inspection.answered { statuses[name] = .online }
        }
        for (name, record) in state.workers where statuses[name] == .unknown {
            if evidence.proves(record, goneBy: inspection) { statuses[name] = .offline }
        }
        for name in state.mute(statuses, inspection) { statuses[name] = .unknown }
        return statuses
    }

    private static func status(of record: WorkerRecord, rules: AssessmentRules, isRunning: Bool) -> WorkerStatus {
        let presence = record.presence
        if let farewell = presence.farewell {
            return isRunning && rules.moment.since(farewell.heard) <= rules.offlineAfter ? .stopping : .offline
        }
        guard let heard = presence.lastHeard else { return .unknown }
        let silence = rules.moment.since(heard)
        let interval = presence.newest { $0.interval } ?? 2
        if silence < 2 * interval { return .online }
        return silence > rules.offlineAfter && presence.hasHeartbeat ? .offline : .unknown
    }
}

extension Evidence {
    /// Whether a silent worker that remote control reached before can't be reached any more: its broker knows of no
    /// connection of its, or all that were connected answered, and it isn't one of them.
    fileprivate func proves(_ record: WorkerRecord, goneBy inspection: Inspection) -> Bool {
        guard earlierTraits[record.name] != nil || boundWorkers.contains(record.name),
            inspection.workers[record.name]?.isAlive != true,
            record.presence.lastHeard ?? .distantPast < inspection.asked
        else { return false }
        if let controlQueues { return !controlQueues.contains(record.name) }
        guard let expected = inspection.expected, expected > 0 else { return false }
        return inspection.workers.values.count(where: \.isAlive) >= expected
    }
}

extension ClusterState {
    /// Workers that are silent for long, though the broker hands them what they are asked: a blocked process rather
    /// than a dead one. Those heard last are taken for the connections that didn't answer.
    fileprivate func mute(_ statuses: [WorkerName: WorkerStatus], _ inspection: Inspection) -> [WorkerName] {
        guard let expected = inspection.expected else { return [] }
        let answered = inspection.workers.values.count(where: \.isAlive)
        let silent = statuses.count { name, status in
            status != .offline && workers[name] != nil && inspection.workers[name]?.isAlive != true
        }
        let missing = expected - answered - silent
        guard missing > 0 else { return [] }
        let gone = workers.values.filter { statuses[$0.name] == .offline && $0.presence.farewell == nil }
        let byTime = gone.sorted {
            let (left, right) = ($0.presence.lastHeard ?? .distantPast, $1.presence.lastHeard ?? .distantPast)
            return left != right ? left > right : $0.name < $1.name
        }
        return byTime.prefix(missing).map(\.name)
    }
}

extension Presence {
    /// The good-bye that nothing came after.
    var farewell: EventOrigin? {
        heartbeats.last?.event.kind == .offline ? heartbeats.last?.event.origin : nil
    }

    /// When we last heard it say that it is there, by our clock.
    package var lastHeard: Instant? {
        heartbeats.filter { $0.event.kind != .offline }.map(\.event.origin.heard).max()
    }
}
