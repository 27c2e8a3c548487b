/// What the charts of a snapshot draw.
struct SeriesBuilder {
    private let ends: [End]
    private let waits: [(time: Instant, seconds: Double)]
    private let isFromResults: Bool
    let watched: [TimeSpan]
    private let readings: [QueueReading]

    private struct End {
        let time: Instant
        let worker: WorkerName?
        let outcome: Outcome
        let runtime: Double?
    }

    private static let largestCount = 120
    private static let steps: [Double] = [
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800,
        604_800,
    ]

    init(assessment: Assessment, results: [TaskRow], rules: AssessmentRules) {
        let latest = assessment.evidence.queues
        let first = latest.first?.time ?? .distantFuture
        readings = assessment.evidence.earlierQueues.filter { $0.time < first } + latest
        let members = assessment.tasks.flatMap { task in
            task.attempts.filter { Census.member($0, of: task, in: rules) != nil }
        }
        let seen = members.compactMap { judged in
            judged.attempt.finished.map {
                End(
                    time: $0, worker: judged.attempt.worker, outcome: judged.outcome,
                    runtime: judged.attempt.facts.runtime)
            }
        }
        let stored = results.filter { $0.source == .results }.compactMap(Self.end)
        isFromResults = seen.isEmpty && !stored.isEmpty
        ends = isFromResults ? stored : seen
        let times = stored.map(\.time)
        if isFromResults, let first = times.min(), let last = times.max() {
            watched = [TimeSpan(since: first, until: max(last, first + 1))]
        } else {
            watched = rules.watched
        }
        waits = members.compactMap { judged in
            guard let started = judged.attempt.started, let wait = judged.wait ?? judged.prefetchWait else {
                return nil
            }
            return (started, wait)
        }
    }

    private static func end(_ row: TaskRow) -> End? {
        guard let finished = row.finished else { return nil }
        switch row.state {
        case "SUCCESS": return End(time: finished, worker: row.worker, outcome: .succeeded, runtime: nil)
        case "FAILURE": return End(time: finished, worker: row.worker, outcome: .failed, runtime: nil)
        default: return nil
        }
    }

    var series: [Series] {
        guard let since = watched.first?.since, let until = watched.last?.until, until > since else { return queues }
        let grid = Grid(since: since, until: until, watched: watched)
        return rates(.succeeded, named: "tasks.succeeded", on: grid) + rates(.failed, named: "tasks.failed", on: grid)
            + times(ends.compactMap { end in end.runtime.map { (end.time, $0) } }, named: "tasks.runtime", on: grid)
            + times(waits, named: "tasks.wait", on: grid) + queues
    }

    private func rates(_ outcome: Outcome, named name: String, on grid: Grid) -> [Series] {
        let workers = Dictionary(grouping: ends, by: \.worker)
        return workers.sorted { ($0.key?.description ?? "") < ($1.key?.description ?? "") }.map { worker, ends in
            var labels = worker.map { ["worker": $0.description] } ?? [:]
            if isFromResults { labels["source"] = "results" }
            return Series(
                name: name, unit: "tasks/min", labels: labels,
                points: grid.rates(ends.filter { $0.outcome == outcome }.map(\.time)))
        }
    }

    private func times(_ values: [(Instant, Double)], named name: String, on grid: Grid) -> [Series] {
        guard !values.isEmpty else { return [] }
        return [("p50", 0.5), ("p95", 0.95)].map { statistic, fraction in
            Series(
                name: name, unit: "seconds", labels: ["statistic": statistic],
                points: grid.quantiles(values, fraction))
        }
    }

    /// The sizes of the queues.
    var queues: [Series] {
        var points: [String: [Instant: Double]] = [:]
        for reading in readings {
            for content in reading.queues {
                guard let ready = content.ready else { continue }
                points[content.name, default: [:]][reading.time] = Double(ready)
            }
        }
        return points.sorted { NaturalOrder.areInIncreasingOrder($0.key, $1.key) }.map { name, sizes in
            Series(
                name: "queue.messages", unit: "messages", labels: ["queue": name],
                points: readings.map { Series.Point($0.time, sizes[$0.time]) })
        }
    }

    /// Equal parts of what was watched.
    private struct Grid {
        let since: Instant
        let step: Double
        let watchedSeconds: [Double]

        init(since: Instant, until: Instant, watched: [TimeSpan]) {
            self.since = since
            let length = until.since(since)
            let step = SeriesBuilder.steps.first { length / $0 <= Double(SeriesBuilder.largestCount) } ?? length / 100
            self.step = step
            watchedSeconds = (0..<max(1, Int((length / step).rounded(.up)))).map { index in
                let part = TimeSpan(since: since + Double(index) * step, until: since + Double(index + 1) * step)
                return watched.reduce(0) { sum, span in
                    sum + max(0, min(span.until, part.until).since(max(span.since, part.since)))
                }
            }
        }

        private func index(of time: Instant) -> Int? {
            let index = Int((time.since(since) / step).rounded(.down))
            return watchedSeconds.indices.contains(index) ? index : nil
        }

        private func point(_ index: Int, _ value: Double?) -> Series.Point {
            Series.Point(since + Double(index) * step, value)
        }

        /// How many a minute; `nil` where less than a quarter of the part was watched.
        func rates(_ times: [Instant]) -> [Series.Point] {
            var counts = watchedSeconds.map { _ in 0 }
            for index in times.compactMap(index) { counts[index] += 1 }
            return counts.indices.map { index in
                let seconds = watchedSeconds[index]
                return point(index, seconds < step / 4 ? nil : Double(counts[index]) * 60 / seconds)
            }
        }

        func quantiles(_ values: [(Instant, Double)], _ fraction: Double) -> [Series.Point] {
            var histograms = watchedSeconds.map { _ in Histogram() }
            for (time, value) in values {
                if let index = index(of: time) { histograms[index].insert(value) }
            }
            return histograms.indices.map { point($0, histograms[$0].quantile(fraction)) }
        }
    }
}
