/// What is said of incidents.
extension Phrase {
    /// Workers went, with all that they took along; `leaveNone` where nobody is left.
    static func deaths(
        _ deaths: [WorkerDeaths.Death], at time: Instant?, leaveNone: Bool, _ losses: Incidents.Losses, trends: [Phrase]
    ) -> Phrase {
        var clauses: [Phrase] = []
        if leaveNone { clauses.append("no worker is online") }
        if losses.attempts > 0 { clauses.append("\(count(losses.attempts, "attempt")) lost") }
        if losses.gone > 0 { clauses.append("\(count(losses.gone, "message")) already acknowledged, and gone") }
        let stuck = max(losses.stuck, losses.comingBack)
        if stuck > 0 {
            let until: Phrase = losses.redelivery.map { " until \(time: $0)" } ?? ""
            clauses.append("\(count(stuck, "message")) stuck\(until)")
        }
        let when: Phrase = time.map { " at \(time: $0)" } ?? ""
        return who(deaths.map(\.worker)) + how(deaths.map(\.manner)) + when
            + (clauses.isEmpty ? "" : ": " + clauses.joined(separator: ", "))
            + (trends.isEmpty ? "" : "; " + trends.joined(separator: ", "))
    }

    private static func who(_ workers: [WorkerName]) -> Phrase {
        let shown = workers.prefix(3).map { "\(name: $0)" as Phrase }.joined(separator: ", ")
        guard workers.count > 1 else { return shown }
        return "\(count(workers.count, "worker")) (\(shown)\(workers.count > 3 ? ", …" : ""))"
    }

    /// What is true of all of them.
    private static func how(_ manners: [WorkerDeaths.Death.Manner]) -> Phrase {
        guard let first = manners.first, manners.allSatisfy({ $0 == first }) else { return " died or were restarted" }
        switch first {
        case .died: return " died"
        case .shutDown: return " shut down"
        case .restarted: return " restarted"
        case .unknown: return ""
        }
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
