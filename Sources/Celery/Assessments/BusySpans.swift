/// When attempts took a slot, as far as anything tells, within what was watched.
struct BusySpans {
    /// The watched parts of the span.
    let parts: [TimeSpan]
    private let rules: AssessmentRules
    private let workers: [WorkerName: WorkerRecord]

    init(_ assessment: Assessment) {
        rules = assessment.rules
        workers = assessment.workers
        let moment = assessment.rules.moment
        parts = rules.watched.parts(in: TimeSpan(since: rules.span.since, until: max(rules.span.since, moment)))
    }

    /// The microseconds of an attempt within the watched parts.
    func microseconds(of judged: Assessment.JudgedAttempt) -> Int {
        span(of: judged).map(parts.microseconds) ?? 0
    }

    /// From when until when an attempt took a slot, watched or not; `nil` where it took none.
    func span(of judged: Assessment.JudgedAttempt) -> TimeSpan? {
        guard let begun = judged.attempt.begun, let end = end(of: judged), end > begun else { return nil }
        return TimeSpan(since: begun, until: end)
    }

    /// When it left its slot: at its end, or by the moment that the report tells of; else when it was last known to be
    /// there.
    private func end(of judged: Assessment.JudgedAttempt) -> Instant? {
        if let finished = judged.attempt.finished { return finished }
        switch judged.outcome {
        case .active: return rules.moment
        case .lost:
            guard case .restart(let time)? = judged.attempt.interruption else { return judged.settled }
            let heartbeats = workers[judged.attempt.worker]?.presence.heartbeats ?? []
            let last = heartbeats.last { $0.timestamp < time }?.timestamp
            return max(last ?? time, judged.attempt.lastSeen ?? .distantPast)
        case .unaccounted:
            // While somebody listened its end would have been heard: it went on until nobody did. Where it is proven
            // over nevertheless, nothing tells when that was.
            guard !judged.isAbandoned, !judged.attempt.isOver, judged.attempt.interruption == nil,
                judged.settled == judged.attempt.lastSeen, let seen = judged.settled
            else { return judged.attempt.lastSeen }
            return rules.watched.first { $0.contains(seen) }?.until ?? seen
        default: return judged.settled
        }
    }
}
