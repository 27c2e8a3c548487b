/// How many executions a minute the workers' own counters show, where no events tell of them: the worker sends none, or
/// nobody listened for a while.
///
/// Two snapshots are enough for it, and nobody needs to have listened between them.
struct CounterSeries {
    let steps: ChartSteps
    let workers: [WorkerRow]
    let state: ClusterState
    let watched: [TimeSpan]

    /// Readings so many seconds apart, with nobody listening between them, tell more than events do.
    private static let pause = 60.0

    var series: [Series] {
        workers.compactMap { worker in
            guard let presence = state.workers[worker.name]?.presence,
                worker.sendsEvents != true || hasPause(presence)
            else { return nil }
            let points = points(presence)
            guard points.contains(where: { $0.value != nil }) else { return nil }
            return Series(
                .tasksProcessed, labels: ["worker": worker.name.description, "source": "counters"], points: points)
        }
    }

    private func hasPause(_ presence: Presence) -> Bool {
        let counted = presence.heartbeats.filter { $0.event.processed != nil }
        var rest = watched[...]
        for (earlier, later) in zip(counted, counted.dropFirst()) {
            let span = TimeSpan(since: earlier.timestamp, until: later.timestamp)
            guard span.length > Self.pause else { continue }
            while let first = rest.first, first.until <= span.since { rest.removeFirst() }
            let parts = rest.prefix { $0.since < span.until }.compactMap { $0.part(in: span)?.length }
            if span.length - parts.reduce(0, +) > Self.pause { return true }
        }
        return false
    }

    private func points(_ presence: Presence) -> [Series.Point] {
        var executions = steps.steps.map { _ in 0.0 }
        var seconds = steps.steps.map { _ in 0.0 }
        let counted = presence.heartbeats.filter { $0.event.processed != nil }
        for (earlier, later) in zip(counted, counted.dropFirst()) {
            let (before, after) = (earlier.event.processed ?? 0, later.event.processed ?? 0)
            let growth = Double(after >= before ? after - before : after)
            spread(growth, over: TimeSpan(since: earlier.timestamp, until: later.timestamp), &executions, &seconds)
        }
        return steps.steps.indices.map { index in
            let rate = seconds[index] > 0 ? executions[index] * 60 / seconds[index] : nil
            return Series.Point(steps.steps[index].start, rate)
        }
    }

    /// Gives each step its share of what was executed between two readings.
    private func spread(_ growth: Double, over span: TimeSpan, _ executions: inout [Double], _ seconds: inout [Double])
    {
        guard span.length > 0, let origin = steps.steps.first?.start else { return }
        let first = max(0, Int((span.since.since(origin) / steps.length).rounded(.down)))
        let last = min(steps.steps.count - 1, Int((span.until.since(origin) / steps.length).rounded(.down)))
        guard first <= last else { return }
        for index in first...last {
            let start = steps.steps[index].start
            guard let part = span.part(in: TimeSpan(since: start, until: start + steps.length)) else { continue }
            executions[index] += growth * part.length / span.length
            seconds[index] += part.length
        }
    }
}
