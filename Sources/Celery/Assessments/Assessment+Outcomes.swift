extension Assessment {
    /// Finds the column of every attempt.
    mutating func judge(lastBeats: [WorkerName: Instant]) {
        let unacknowledged = evidence.unacknowledged.map { Set($0.compactMap(\.task)) }
        let results = Dictionary(evidence.results.map { ($0.task, $0) }, uniquingKeysWith: { first, _ in first })
        for index in tasks.indices {
            let id = tasks[index].id
            let last = tasks[index].attempts.indices.last
            for position in tasks[index].attempts.indices {
                var attempt = tasks[index].attempts[position].attempt
                var outcome = outcome(of: attempt, isUnacknowledged: unacknowledged?.contains(id))
                if position == last, !outcome.isPending, attempt.isOpen, let result = results[id],
                    let proven = attempt.close(by: result)
                {
                    outcome = proven
                }
                tasks[index].attempts[position].attempt = attempt
                tasks[index].attempts[position].outcome = outcome
                tasks[index].attempts[position].settled =
                    outcome.isPending ? nil : settled(attempt, lastBeat: lastBeats[attempt.worker])
            }
            if let result = results[id] { tasks[index].facts.fill(result.descriptiveFacts) }
        }
    }

    private func outcome(of attempt: Attempt, isUnacknowledged: Bool?) -> Outcome {
        if let ending = attempt.ending { return Outcome(ending, isBegun: attempt.started != nil) }
        let isBegun = attempt.started != nil
        switch attempt.interruption {
        case .release: return .returned
        case .restart(let time):
            if let heard = attempt.lastHeard, isLostToGap(heard, before: time) { return .unaccounted }
            return isBegun ? .lost : .returned
        case nil: break
        }
        if attempt.isHeld { return isBegun ? .active : .received }
        if let heard = attempt.lastHeard, rules.isGap(after: heard) { return .unaccounted }
        switch statuses[attempt.worker] ?? .unknown {
        case .offline: return isBegun ? .lost : .returned
        case .stopping: return isBegun ? .active : .returned
        case .online, .unknown: break
        }
        return isAbandoned(attempt, isUnacknowledged: isUnacknowledged)
            ? .unaccounted : isBegun ? .active : .received
    }

    /// When an attempt that is pending no more was over.
    private func settled(_ attempt: Attempt, lastBeat: Instant?) -> Instant? {
        if let finished = attempt.finished { return finished }
        switch attempt.interruption {
        case .restart(let time), .release(let time): return time
        case nil: break
        }
        guard statuses[attempt.worker] == .offline, let lastBeat else { return attempt.lastSeen }
        return max(lastBeat, attempt.lastSeen ?? lastBeat)
    }

    private func isLostToGap(_ heard: Instant, before time: Instant) -> Bool {
        var rules = rules
        rules.watched = rules.watched.map { TimeSpan(since: $0.since, until: min($0.until, max($0.since, time))) }
            .filter { $0.since <= time }
        return rules.isGap(after: heard)
    }

    /// Whether its worker said in a complete inspection that it doesn't hold it, and the broker says the same.
    ///
    /// Where the broker can't say which messages it waits for, the worker is believed of what it executes: it tells of
    /// all of that, though not of what it holds back by a rate limit.
    private func isAbandoned(_ attempt: Attempt, isUnacknowledged: Bool?) -> Bool {
        let isDropped = isUnacknowledged.map(!) ?? (!evidence.brokerNamesMessages && attempt.started != nil)
        guard isDropped, let inspection = evidence.inspection,
            inspection.workers[attempt.worker]?.isComplete == true
        else { return false }
        return (attempt.lastHeard ?? .distantPast) < inspection.asked
    }
}
