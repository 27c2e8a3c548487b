/// How fast a queue grows, and over which time that is known.
struct QueueGrowth: Equatable {
    /// Messages a minute; negative where it drains.
    let rate: Double
    /// The seconds of which that is told.
    let stretch: Double
    /// By how many messages a second those that wait grow, without those in flight; `nil` where that isn't known.
    var ready: Double?

    /// RabbitMQ counts every five seconds: what it says at the ends of fewer seconds than these tells no rate.
    private static let reliableStretch = 30.0

    /// The growth of each queue whose growth is known: what the broker itself sampled of the last minute, else that
    /// between readings; with `limit`, of the time since then alone.
    static func byQueue(_ evidence: Evidence, since limit: Instant = .distantPast) -> [ExactText: QueueGrowth] {
        let least = evidence.brokerNamesMessages ? 1 : reliableStretch
        let end = (evidence.queues.last?.time ?? .distantPast) - 60
        let recent = evidence.earlierQueues.filter { $0.time >= max(end, limit) }
        var growth = between(recent + evidence.queues.filter { $0.time >= limit }, atLeast: least)
        for queue in evidence.queues.last?.queues ?? [] where end >= limit {
            guard let rate = queue.growth else { continue }
            growth[queue.name.exact] = QueueGrowth(rate: rate, stretch: 60, ready: queue.readyGrowth.map { $0 / 60 })
        }
        return growth
    }

    /// That of the last minute of readings, or of all of them where they span less, messages in flight included where
    /// both ends know them: one that is delivered, or given back, makes a queue no longer.
    private static func between(_ readings: [QueueReading], atLeast least: Double) -> [ExactText: QueueGrowth] {
        typealias Place = (time: Instant, queue: QueueContent)
        var ends: [ExactText: (first: Place, last: Place)] = [:]
        for reading in readings.reversed() {
            for queue in reading.queues where queue.ready != nil {
                let place = (time: reading.time, queue: queue)
                guard let known = ends[queue.name.exact] else {
                    ends[queue.name.exact] = (place, place)
                    continue
                }
                if known.last.time.since(known.first.time) < 60 { ends[queue.name.exact]?.first = place }
            }
        }
        return ends.compactMapValues { first, last in
            let seconds = last.time.since(first.time)
            guard seconds >= least, let before = first.queue.ready, let after = last.queue.ready else { return nil }
            var growth = after - before
            if let earlier = first.queue.unacknowledged, let later = last.queue.unacknowledged {
                growth += later - earlier
            }
            return QueueGrowth(
                rate: Double(growth) * 60 / seconds, stretch: seconds, ready: Double(after - before) / seconds)
        }
    }
}
