/// What queues have to do with time: how long messages wait, how old they are, how many come and go.
struct QueueTimes {
    let flow: QueueFlow
    let oldest: OldestMessages?
    let growth: [ExactText: QueueGrowth]
    let contents: [ExactText: QueueContent]
    let peaks: [ExactText: QueueRow.Peak]
    let waits: [ExactText: Histogram]
    let targets: [WaitTarget]

    init(
        evidence: Evidence, assessment: Assessment, state: ClusterState, workers: [WorkerRow], census: Census,
        targets: [WaitTarget], taskLimit: Int?
    ) {
        flow = QueueFlow(state: state, assessment: assessment, workers: workers, taskLimit: taskLimit)
        oldest = OldestMessages(evidence: evidence, assessment: assessment, state: state)
        growth = QueueGrowth.byQueue(evidence)
        contents = Dictionary(
            (evidence.queues.last?.queues ?? []).map { ($0.name.exact, $0) }, uniquingKeysWith: { first, _ in first })
        peaks = Self.peaks(evidence.earlierQueues + evidence.queues, in: assessment.rules.span)
        waits = census.queueWaits ?? [:]
        self.targets = targets
    }

    /// The queue with what is known of these.
    func fill(_ row: inout QueueRow) {
        let name = row.name.exact
        row.wait = waits[name].flatMap { QueueWait($0, target: targets.seconds(of: row.name)) }
        row.oldest = contents[name].flatMap { oldest?.oldest(in: $0) }
        row.growthSeconds = growth[name]?.stretch
        row.trend = growth[name]?.trend(of: row)
        row.peak = peaks[name]
        row.departures = flow.departures(of: row)
        row.arrivals = flow.arrivals(of: row, departures: row.departures)
        row.drainSeconds = drainSeconds(row)
    }

    /// By what comes and goes; where that isn't known, by how those grow fewer that wait.
    private func drainSeconds(_ row: QueueRow) -> Double? {
        guard let ready = row.ready, row.trend == .draining else { return nil }
        if let arrivals = row.arrivals, let departures = row.departures, departures > arrivals {
            return Double(ready) / (departures - arrivals)
        }
        guard let rate = growth[row.name.exact]?.ready, rate < 0 else { return nil }
        return Double(ready) / -rate
    }

    /// The largest that readings of the span tell of each queue, and when it was first so large.
    private static func peaks(_ readings: [QueueReading], in span: TimeSpan) -> [ExactText: QueueRow.Peak] {
        var peaks: [ExactText: QueueRow.Peak] = [:]
        for reading in readings where span.contains(reading.time) {
            for queue in reading.queues {
                guard let ready = queue.ready, ready > peaks[queue.name.exact]?.ready ?? 0 else { continue }
                peaks[queue.name.exact] = QueueRow.Peak(ready: ready, time: reading.time)
            }
        }
        return peaks
    }
}

extension QueueGrowth {
    /// Whether it grows or drains, beyond what comes and goes in any queue: two messages, or a twentieth of all.
    func trend(of row: QueueRow) -> QueueRow.Trend {
        let change = rate * stretch / 60
        let size = Double(row.ready ?? 0) + max(0, -change)
        guard abs(change) > max(2, size / 20) else { return .steady }
        return change > 0 ? .growing : .draining
    }
}
