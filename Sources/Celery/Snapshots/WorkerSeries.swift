/// What heartbeats tell over time: how many workers are there, how much they execute, and their hosts' load.
struct WorkerSeries {
    let steps: ChartSteps
    let workers: [WorkerRow]
    let state: ClusterState
    let watched: [TimeSpan]
    /// Whether of a worker's beats only the first and the last of each minute are known.
    let isThinned: Bool

    /// Seconds between heartbeats where a worker doesn't say.
    private static let usualInterval = 2.0
    /// Who has listened for so many seconds has heard every worker that sends heartbeats.
    private static let patience = 4.0
    private static let minute = 60.0

    var series: [Series] {
        let heard = workers.compactMap { row in
            state.workers[row.name].map { Heard(row: row, beats: present($0.lifeline)) }
        }.filter { $0.beats.contains { $0 != nil } }
        guard !heard.isEmpty else { return [] }
        return [
            sum(heard, named: "workers.online", unit: "workers") { _, _ in 1 },
            sum(heard, named: "workers.active", unit: "tasks") { beat, _ in beat.active },
            sum(heard, named: "workers.concurrency", unit: "tasks") { $1.concurrency },
        ] + heard.compactMap(load)
    }

    /// A worker, and of each part the beat that says how it is at the part's end; `nil` while it isn't there.
    private struct Heard {
        let row: WorkerRow
        let beats: [WorkerEvent?]
    }

    private func present(_ lifeline: Lifeline) -> [WorkerEvent?] {
        var next = lifeline.beats.startIndex
        var newest: WorkerEvent?
        return ends.map { end in
            while next < lifeline.beats.endIndex, lifeline.beats[next].timestamp <= end {
                newest = lifeline.beats[next].event
                next += 1
            }
            guard let newest, newest.kind != .offline else { return nil }
            let silence = max(2 * (newest.interval ?? Self.usualInterval), steps.length / 2)
            let allowed = isThinned ? max(silence, Self.minute) : silence
            return end.since(newest.origin.timestamp) < allowed ? newest : nil
        }
    }

    private var ends: [Instant] {
        steps.steps.map { min($0.start + steps.length, watched.last?.until ?? .distantFuture) }
    }

    /// Whether somebody who listened at the end of a part had listened long enough.
    private func isKnown(at end: Instant) -> Bool {
        watched.contains { $0.contains(end) && end.since($0.since) >= Self.patience }
    }

    /// What all workers that are there have together; `nil` where one of them doesn't say.
    private func sum(
        _ heard: [Heard], named name: String, unit: String, _ measure: (WorkerEvent, WorkerRow) -> Int?
    ) -> Series {
        let points = zip(steps.steps, ends).enumerated().map { index, step in
            let values = heard.compactMap { worker in worker.beats[index].map { measure($0, worker.row) } }
            let isWhole = isKnown(at: step.1) && !values.contains(nil)
            return Series.Point(step.0.start, isWhole ? Double(values.reduce(0) { $0 + ($1 ?? 0) }) : nil)
        }
        return Series(name: name, unit: unit, points: points)
    }

    private func load(_ worker: Heard) -> Series? {
        let points = zip(steps.steps, zip(ends, worker.beats)).map { step, last in
            let isWatched = watched.contains { $0.contains(last.0) }
            return Series.Point(step.start, isWatched ? last.1?.loadAverage?.first : nil)
        }
        guard points.contains(where: { $0.value != nil }) else { return nil }
        return Series(
            name: "worker.load", unit: "load", labels: ["worker": worker.row.name.description], points: points)
    }
}
