/// What is said of incidents.
extension Phrase {
    /// Workers died, or were restarted while they had work; `leaveNone` where nobody is left.
    static func deaths(
        of workers: [WorkerName], areGone: Bool, at time: Instant?, leaveNone: Bool, _ facts: Incidents.Facts,
        trends: [Phrase]
    ) -> Phrase {
        let shown = workers.prefix(3).map { "\(name: $0)" as Phrase }.joined(separator: ", ")
        let who: Phrase =
            workers.count == 1 ? shown : "\(count(workers.count, "worker")) (\(shown)\(workers.count > 3 ? ", …" : ""))"
        let when: Phrase = time.map { " at \(time: $0)" } ?? ""
        var clauses: [Phrase] = []
        if leaveNone { clauses.append("no worker is online") }
        if facts.lost > 0 { clauses.append("\(count(facts.lost, "attempt")) lost") }
        if facts.gone > 0 { clauses.append("\(count(facts.gone, "message")) already acknowledged, and gone") }
        let stuck = max(facts.stuck, facts.comingBack)
        if stuck > 0 {
            let until: Phrase = facts.redelivery.map { " until \(time: $0)" } ?? ""
            clauses.append("\(count(stuck, "message")) stuck\(until)")
        }
        let effect = clauses.joined(separator: ", ")
        let trend = trends.joined(separator: ", ")
        return "\(who) \(areGone ? "died" : "restarted")\(when)" + (clauses.isEmpty ? "" : ": " + effect)
            + (trends.isEmpty ? "" : "; " + trend)
    }

    /// A queue has fewer messages than it had.
    static func queue(_ queue: String, drainedFrom most: Int, to now: Int) -> Phrase {
        now == 0
            ? "\(name: queue) has drained from \(grouped(most))"
            : "\(name: queue) drains from \(grouped(most)) to \(grouped(now))"
    }

    /// A queue has more messages than it had.
    static func queue(_ queue: String, grewFrom first: Int, to now: Int) -> Phrase {
        "\(name: queue) grew from \(grouped(first)) to \(grouped(now))"
    }

    /// Findings that say all that there is to say; since when, where they don't say it themselves.
    static func single(_ findings: [Finding], since: Instant?) -> Phrase {
        let message = findings.map(\.message).joined(separator: "; ")
        guard let since, !message.tellsTimes else { return message }
        return message + ", since \(time: since)"
    }

    /// When the first of several failures came and when the last, and whether that was it.
    static func times(since: Instant?, last: Instant?, isOver: Bool) -> Phrase {
        guard let since, let last else { return "" }
        return isOver
            ? "; from \(time: since) to \(time: last), none since" : "; since \(time: since), the last at \(time: last)"
    }

    private var tellsTimes: Bool {
        parts.contains { if case .time = $0 { true } else { false } }
    }
}
