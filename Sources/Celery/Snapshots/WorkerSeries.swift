/// What heartbeats tell over time: how many workers are there, how much they execute, and their hosts' load.
struct WorkerSeries {
    private let workers: [WorkerRow]
    private let state: ClusterState
    /// The workers that have a series of their own.
    private let told: Set<WorkerName>
    /// Whether of a worker's heartbeats only the first and the last of each minute are known.
    private let isThinned: Bool
    private let length: Double
    /// The parts of time, the same for all workers.
    private let parts: [Part]
    private let steps: ChartSteps
    /// What the workers could have executed, where events tell what they did; `nil` where only minutes were counted.
    private let slots: SlotTime?

    /// Seconds between heartbeats where a worker doesn't say.
    private static let usualInterval = 2.0
    /// Who has listened for so many seconds has heard every worker that sends heartbeats.
    private static let patience = 4.0
    private static let minute = 60.0

    /// A part of time.
    private struct Part {
        let start: Instant
        let end: Instant
        /// Whether somebody listened at its end.
        let isWatched: Bool
        /// Whether that one had listened long enough to have heard every worker.
        let isKnown: Bool
    }

    /// What the workers that are there have together; `nil` where one of them doesn't say.
    private struct Sum {
        var online = 0
        var active: Int? = 0
        var concurrency: Int? = 0

        mutating func add(_ heartbeat: WorkerEvent, _ row: WorkerRow) {
            online += 1
            active = active.flatMap { sum in heartbeat.active.map { sum + $0 } }
            concurrency = concurrency.flatMap { sum in row.concurrency.map { sum + $0 } }
        }
    }

    init(
        steps: ChartSteps, workers: [WorkerRow], told: Set<WorkerName>, state: ClusterState, watched: [TimeSpan],
        isThinned: Bool, slots: SlotTime?
    ) {
        (self.workers, self.told, self.state, self.isThinned) = (workers, told, state, isThinned)
        (self.steps, self.slots) = (steps, slots)
        length = steps.length
        parts = steps.steps.map { step in
            let end = min(step.start + steps.length, watched.last?.until ?? .distantFuture)
            let around = watched.filter { $0.contains(end) }
            return Part(
                start: step.start, end: end, isWatched: !around.isEmpty,
                isKnown: around.contains { end.since($0.since) >= Self.patience })
        }
    }

    var series: [Series] {
        var sums = parts.map { _ in Sum() }
        var loads: [Series] = []
        var utilizations: [Series] = []
        var isAnyHeard = false
        for row in workers {
            guard let presence = state.workers[row.name]?.presence else { continue }
            var load = told.contains(row.name) ? parts.map { Series.Point($0.start, nil) } : []
            eachPresence(presence) { index, heartbeat in
                isAnyHeard = true
                sums[index].add(heartbeat, row)
                if !load.isEmpty, parts[index].isWatched { load[index].value = heartbeat.loadAverage?.first }
            }
            if !load.isEmpty, let series = utilization(of: row, presence) { utilizations.append(series) }
            guard load.contains(where: { $0.value != nil }) else { continue }
            loads.append(
                Series(.workerLoad, labels: ["worker": row.name.description], points: load))
        }
        guard isAnyHeard else { return [] }
        return [
            series(.workersOnline, of: sums) { $0.online },
            series(.workersActive, of: sums) { $0.active },
            series(.workersConcurrency, of: sums) { $0.concurrency },
        ] + loads + utilizations
    }

    /// The share of a worker's slots that was in use: what its attempts took, to the microsecond, where events tell; else
    /// by its heartbeats.
    private func utilization(of row: WorkerRow, _ presence: Presence) -> Series? {
        var labels = ["worker": row.name.description]
        if row.busySeconds != nil, let slots = slots?.microseconds(of: row.name, in: steps),
            slots.contains(where: { $0 > 0 })
        {
            let points = zip(steps.steps, slots).map { step, slots in
                Series.Point(step.start, slots > 0 ? Double(step.busy[row.name] ?? 0) / Double(slots) : nil)
            }
            return Series(.workerUtilization, labels: labels, points: points)
        }
        labels["source"] = "heartbeats"
        return utilization(presence, slots: row.concurrency).map {
            Series(.workerUtilization, labels: labels, points: $0)
        }
    }

    /// Of each part of time, what the heartbeats in it tell on average; `nil` where none tells.
    ///
    /// A worker that executes more than its slots had others then, and a silent one tells nothing.
    private func utilization(_ presence: Presence, slots: Int?) -> [Series.Point]? {
        guard let slots, slots > 0, !parts.isEmpty else { return nil }
        var sums = parts.map { _ in (active: 0, heartbeats: 0, isOther: false) }
        for heartbeat in presence.heartbeats {
            guard let active = heartbeat.event.active, heartbeat.event.kind != .offline,
                heartbeat.timestamp >= parts[0].start
            else { continue }
            let index = Int((heartbeat.timestamp.since(parts[0].start) / length).rounded(.down))
            guard sums.indices.contains(index) else { continue }
            sums[index].heartbeats += 1
            if active > slots { sums[index].isOther = true } else { sums[index].active += active }
        }
        guard sums.contains(where: { $0.heartbeats > 0 && !$0.isOther }) else { return nil }
        return zip(parts, sums).map { part, sum in
            let isKnown = sum.heartbeats > 0 && !sum.isOther
            return Series.Point(
                part.start, isKnown ? Double(sum.active) / Double(sum.heartbeats * slots) : nil)
        }
    }

    /// Hands on, of each part at whose end a worker is there, the heartbeat that says how it is then.
    private func eachPresence(_ presence: Presence, _ body: (Int, WorkerEvent) -> Void) {
        var next = presence.heartbeats.startIndex
        var newest: WorkerEvent?
        for (index, part) in parts.enumerated() {
            while next < presence.heartbeats.endIndex, presence.heartbeats[next].timestamp <= part.end {
                newest = presence.heartbeats[next].event
                next += 1
            }
            guard let newest, newest.kind != .offline else { continue }
            let silence = max(2 * (newest.interval ?? Self.usualInterval), length / 2)
            let allowed = isThinned ? max(silence, Self.minute) : silence
            if part.end.since(newest.origin.timestamp) < allowed { body(index, newest) }
        }
    }

    private func series(_ measure: Measure, of sums: [Sum], _ value: (Sum) -> Int?) -> Series {
        let points = zip(parts, sums).map { part, sum in
            Series.Point(part.start, part.isKnown ? value(sum).map(Double.init) : nil)
        }
        return Series(measure, points: points)
    }
}
