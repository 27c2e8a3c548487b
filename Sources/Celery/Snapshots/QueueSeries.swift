/// The sizes of the queues over time, a point for each reading.
struct QueueSeries {
    private let readings: [QueueReading]

    init(evidence: Evidence) {
        let latest = evidence.queues
        let first = latest.first?.time ?? .distantFuture
        readings = evidence.earlierQueues.filter { $0.time < first } + latest
    }

    var series: [Series] {
        sizes(named: "queue.ready") { $0.ready } + sizes(named: "queue.unacked") { $0.unacknowledged }
    }

    private func sizes(named series: String, _ size: (QueueContent) -> Int?) -> [Series] {
        var sizes: [String: [Instant: Double]] = [:]
        for reading in readings {
            for queue in reading.queues {
                guard let size = size(queue) else { continue }
                sizes[queue.name, default: [:]][reading.time] = Double(size)
            }
        }
        return sizes.sorted { NaturalOrder.areInIncreasingOrder($0.key, $1.key) }.map { name, sizes in
            Series(
                name: series, unit: "messages", labels: ["queue": name],
                points: readings.map { Series.Point($0.time, sizes[$0.time]) })
        }
    }
}
