import Celery

/// Judges over which times a tap has kept all that was sent.
///
/// A tap loses events at its head alone, where it is full, where they grow too old, and where it is made anew: whether
/// what was kept follows what an earlier run has seen, only its own first events tell. Behind them it is whole, but
/// where workers had to connect again: then there was no broker to keep anything.
struct TapContinuity {
    /// A time in which all was seen, and up to which pause it goes on with what was seen before.
    struct Stretch: Equatable {
        var span: TimeSpan
        var tolerance: Double
    }

    /// Seconds between the heartbeats of a worker that doesn't say how many.
    private static let usualInterval = 2.0

    /// When the first event was sent.
    private var first: Instant?
    /// Until when all was seen; `nil` before the first event.
    private var end: Instant?
    /// The workers that are there, with the seconds between their heartbeats, and their processes.
    private var alive: [String: (interval: Double, process: Int?)] = [:]

    /// Takes in the next events that the tap kept.
    ///
    /// Where `followsLoss`, older ones may have gone, so that they go on with nothing.
    mutating func take(_ events: [Event], followsLoss: Bool) -> [Stretch] {
        let events = events.sorted { $0.heard < $1.heard }
        first = first ?? events.first?.heard
        var stretches: [Stretch] = []
        for (index, event) in events.enumerated() {
            if let end, !isInterrupted(from: end, before: events[index...]) {
                self.end = max(end, event.heard)
                if stretches.isEmpty { stretches = [Stretch(span: TimeSpan(since: end, until: end), tolerance: 0)] }
            } else {
                let tolerance = end == nil && !followsLoss ? pause(in: events) : 0
                stretches.append(
                    Stretch(span: TimeSpan(since: event.heard, until: event.heard), tolerance: tolerance))
                end = event.heard
            }
            note(event)
            if let end { stretches[stretches.count - 1].span.until = end }
        }
        return stretches
    }

    /// Nothing was left in the tap that was sent until then: all of it was seen, and what came first after it.
    func emptied(at time: Instant) -> Stretch {
        Stretch(span: TimeSpan(since: min(end ?? time, time), until: max(first ?? time, time)), tolerance: 0)
    }

    /// Whether workers that were there had to connect again before the first of these events, or soon after it.
    private func isInterrupted(from end: Instant, before events: ArraySlice<Event>) -> Bool {
        guard let next = events.first, !alive.isEmpty else { return false }
        let pause = 2 * (alive.values.map(\.interval).max() ?? Self.usualInterval) + 1
        guard next.heard.since(end) > pause else { return false }
        return events.prefix { $0.heard.since(next.heard) <= pause }.contains { event in
            guard case .worker(let event) = event, event.kind == .online, let known = alive[event.origin.sender]
            else { return false }
            // Another process is a worker that died and came again, which broke nothing of the tap.
            return event.origin.processID == known.process
        }
    }

    /// For how long no event comes though a worker is there: two of its heartbeats, and one second for the way.
    private func pause(in events: [Event]) -> Double {
        let intervals = events.lazy.compactMap { event -> Double? in
            guard case .worker(let event) = event, event.active != nil else { return nil }
            return event.interval
        }
        return 2 * (intervals.first { _ in true } ?? Self.usualInterval) + 1
    }

    private mutating func note(_ event: Event) {
        guard case .worker(let event) = event else { return }
        switch event.kind {
        case .online, .heartbeat:
            alive[event.origin.sender] = (event.interval ?? Self.usualInterval, event.origin.processID)
        case .offline: alive[event.origin.sender] = nil
        }
    }
}
