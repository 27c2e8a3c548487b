/// The sizes of the queues over time: a point for each reading, or the extremes of many.
struct QueueSeries {
    private let readings: [QueueReading]

    /// Of so many parts of the readings the least and the largest sizes are told, which a chart of some hundred pixels
    /// needs and no more.
    private static let parts = 480

    init(evidence: Evidence) {
        let latest = evidence.queues
        let first = latest.first?.time ?? .distantFuture
        readings = evidence.earlierQueues.filter { $0.time < first } + latest
    }

    var series: [Series] {
        sizes(.queueReady) { $0.ready } + sizes(.queueUnacknowledged) { $0.unacknowledged }
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
