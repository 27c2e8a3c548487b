/// The sizes of the queues over time: a point for each reading, or the extremes of many.
struct QueueSeries {
    private let readings: [QueueReading]
    private let state: ClusterState

    /// Of so many parts of the readings the least and the largest sizes are told, which a chart of some hundred pixels
    /// needs and no more.
    private static let parts = 480

    init(evidence: Evidence, state: ClusterState) {
        self.state = state
        let latest = evidence.queues
        let first = latest.first?.time ?? .distantFuture
        readings = evidence.earlierQueues.filter { $0.time < first } + latest
    }

    var series: [Series] {
        sizes(.queueReady) { $0.ready } + sizes(.queueUnacknowledged) { $0.unacknowledged } + ages
    }

    /// How old the message was that each reading found at the head of a queue: since it was sent, where that was heard,
    /// else since it was first seen there. Nothing is told of a queue whose messages no reading tells apart.
    private var ages: [Series] {
        guard readings.contains(where: { $0.queues.contains { $0.headDigest != nil || $0.headSent != nil } }) else {
            return []
        }
        let sent = sendings
        var heads: [ExactText: (digest: Int64, since: Instant)] = [:]
        var ages: [ExactText: [Instant: Double]] = [:]
        for reading in readings {
            var going: [ExactText: (digest: Int64, since: Instant)] = [:]
            for queue in reading.queues where queue.role == .tasks {
                let name = queue.name.exact
                var since = queue.headSent
                if let digest = queue.headDigest {
                    let known = heads[name].flatMap { $0.digest == digest ? $0 : nil }
                    going[name] = known ?? (digest, min(sent[digest] ?? reading.time, reading.time))
                    since = since ?? going[name]?.since
                } else if queue.ready != 0 {
                    going[name] = heads[name]
                }
                if queue.ready == 0 { since = reading.time }
                guard let since else { continue }
                ages[name, default: [:]][reading.time] = max(0, reading.time.since(since))
            }
            heads = going
        }
        return ages.filter { $0.value.values.contains { $0 > 0 } }
            .sorted { NaturalOrder.areInIncreasingOrder($0.key.text, $1.key.text) }.map { name, ages in
                Series(
                    .queueOldest, labels: ["queue": name.text],
                    points: Self.thinned(readings.map { Series.Point($0.time, ages[$0.time]) }))
            }
    }

    /// When each message was sent that was heard to be.
    private var sendings: [Int64: Instant] {
        var sendings: [Int64: Instant] = [:]
        for task in state.tasks.values {
            for mark in task.sent {
                let digest = task.id.digest(retries: mark.shared.retries ?? 0)
                sendings[digest] = min(sendings[digest] ?? mark.timestamp, mark.timestamp)
            }
        }
        return sendings
    }

    private func sizes(_ measure: Measure, _ size: (QueueContent) -> Int?) -> [Series] {
        var sizes: [ExactText: [Instant: Double]] = [:]
        for reading in readings {
            for queue in reading.queues {
                guard let size = size(queue) else { continue }
                sizes[queue.name.exact, default: [:]][reading.time] = Double(size)
            }
        }
        return sizes.sorted { NaturalOrder.areInIncreasingOrder($0.key.text, $1.key.text) }.map { name, sizes in
            Series(
                measure, labels: ["queue": name.text],
                points: Self.thinned(readings.map { Series.Point($0.time, sizes[$0.time]) }))
        }
    }

    /// The first and the last point, and of each part those with the least and the largest size, and where nothing is
    /// known.
    private static func thinned(_ points: [Series.Point]) -> [Series.Point] {
        guard points.count > 2 * parts, let first = points.first, let last = points.last else { return points }
        let length = last.time.since(first.time) / Double(parts)
        var kept: Set<Int> = [0, points.count - 1]
        var part = points.startIndex
        while part < points.endIndex {
            let number = (points[part].time.since(first.time) / length).rounded(.down)
            let end = points[part...].firstIndex { ($0.time.since(first.time) / length).rounded(.down) > number }
            let indices = part..<(end ?? points.endIndex)
            let known = indices.filter { points[$0].value != nil }
            let sizes = { (index: Int) in points[index].value ?? 0 }
            kept.formUnion(
                [known.min { sizes($0) < sizes($1) }, known.max { sizes($0) < sizes($1) }].compactMap { $0 })
            kept.formUnion(indices.first { points[$0].value == nil }.map { [$0] } ?? [])
            part = indices.upperBound
        }
        return kept.sorted().map { points[$0] }
    }
}
