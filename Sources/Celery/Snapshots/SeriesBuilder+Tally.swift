extension SeriesBuilder {
    /// A rate is told of a part of which at least so many seconds were watched, or a quarter of it.
    private static let leastWatched = 4.0

    /// What the charts draw of a span that was counted before.
    func series(of tally: SpanTally) -> [Series] {
        let seconds = tally.steps.map { step in
            let part = TimeSpan(since: step.start, until: step.start + tally.stepLength)
            return watched.reduce(0) { $0 + ($1.part(in: part)?.length ?? 0) }
        }
        let needed = min(tally.stepLength / 4, Self.leastWatched)
        let isWatched = seconds.map { $0 >= needed }
        return rates(.succeeded, named: "tasks.succeeded", of: tally, seconds, isWatched)
            + rates(.failed, named: "tasks.failed", of: tally, seconds, isWatched)
            + durations(named: "tasks.runtime", of: tally, isWatched) { $0.runtime }
            + durations(named: "tasks.wait", of: tally, isWatched) { $0.wait } + queues
    }

    private func rates(
        _ outcome: Outcome, named name: String, of tally: SpanTally, _ seconds: [Double], _ isWatched: [Bool]
    ) -> [Series] {
        tally.workers.keys.sorted { $0.description < $1.description }.map { worker in
            let points = tally.steps.enumerated().map { index, step in
                let count = Double(step.workers[worker]?[outcome] ?? 0)
                return Series.Point(step.start, isWatched[index] ? count * 60 / seconds[index] : nil)
            }
            return Series(name: name, unit: "tasks/min", labels: ["worker": worker.description], points: points)
        }
    }

    private func durations(
        named name: String, of tally: SpanTally, _ isWatched: [Bool],
        _ measure: (SpanTally.TypeTally) -> Histogram
    ) -> [Series] {
        guard tally.steps.contains(where: { measure($0.durations).count > 0 }) else { return [] }
        return [("p50", 0.5), ("p95", 0.95)].map { statistic, fraction in
            let points = tally.steps.map { Series.Point($0.start, measure($0.durations).quantile(fraction)) }
            return Series(name: name, unit: "seconds", labels: ["statistic": statistic], points: points)
        }
    }
}

extension TimeSpan {
    /// What of it lies in another span; `nil` where that is nothing.
    func part(in other: TimeSpan) -> TimeSpan? {
        let (since, until) = (max(since, other.since), min(until, other.until))
        return since <= until ? TimeSpan(since: since, until: until) : nil
    }
}
