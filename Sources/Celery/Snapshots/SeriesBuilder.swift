/// What the charts of a snapshot draw, from whatever knows it.
struct SeriesBuilder {
    private let steps: ChartSteps
    private let heartbeats: WorkerSeries
    private let counters: CounterSeries
    private let queues: QueueSeries
    private let samples: [Series]
    /// The workers that have series of their own.
    private let told: Set<WorkerName>

    /// So many workers at most have series of their own; of the others there is the sum.
    private static let mostWorkers = 1_000

    private static func told(of workers: [WorkerRow]) -> Set<WorkerName> {
        let ranked = workers.count > mostWorkers ? workers.sorted(by: WorkerRow.tellsMore) : workers
        return Set(ranked.prefix(mostWorkers).map(\.name))
    }

    /// A tally, which knows minutes, is for what isn't known task by task.
    init(
        assessment: Assessment, results: [TaskRow], workers: [WorkerRow], state: ClusterState, tally: SpanTally?,
        taskLimit: Int
    ) {
        let rules = assessment.rules
        let isKnownByTask =
            (tally?.tasks ?? 0) <= taskLimit && tally?.lacksTasks != true && !rules.watched.isEmpty
        let counted = isKnownByTask ? nil : tally.map { ChartSteps($0, watched: rules.watched) }
        let seen = counted ?? ChartSteps(assessment)
        steps = seen.isEmpty ? ChartSteps(results: results) ?? seen : seen
        told = Self.told(of: workers)
        heartbeats = WorkerSeries(
            steps: seen, workers: workers, told: told, state: state, watched: rules.watched, isThinned: tally != nil,
            slots: counted == nil
                ? SlotTime(state: state, assessment: assessment, parts: BusySpans(assessment).parts) : nil)
        counters = CounterSeries(
            steps: seen, workers: workers.filter { [told] in told.contains($0.name) }, state: state,
            watched: rules.watched)
        queues = QueueSeries(evidence: assessment.evidence, state: state)
        samples = assessment.evidence.samples
    }

    /// All series, those of one name together.
    var series: [Series] { rates + types + durations + counters.series + queues.series + samples + heartbeats.series }

    /// How many attempts ended a minute, by outcome and worker.
    ///
    /// Of the rarer outcomes there are only those that occurred.
    private var rates: [Series] {
        var named: Set<WorkerName?> = []
        var others: Set<WorkerName> = []
        for name in steps.steps.flatMap(\.workers.keys) {
            if let name, !told.contains(name) { others.insert(name) } else { named.insert(name) }
        }
        let workers = named.sorted { ($0?.description ?? "") < ($1?.description ?? "") }
        let usual: [Outcome] = steps.isFromResults ? [.succeeded, .failed] : [.succeeded, .failed, .retried]
        let rare = [Outcome.revoked, .rejected].filter { outcome in
            steps.steps.contains { $0.workers.values.contains { $0[outcome] > 0 } }
        }
        let rest =
            others.isEmpty
            ? []
            : steps.steps.map { step in
                step.workers.reduce(into: AttemptTally()) { sum, worker in
                    if let name = worker.key, others.contains(name) { sum.add(worker.value) }
                }
            }
        return (usual + rare).flatMap { outcome in
            workers.map { rate(of: outcome, on: $0) }
                + (rest.isEmpty ? [] : [rate(of: outcome, on: rest, of: others.count)])
        }
    }

    /// The same of all workers that have no series of their own.
    private func rate(of outcome: Outcome, on rest: [AttemptTally], of workers: Int) -> Series {
        let points = zip(steps.steps, rest).map { step, tally in
            Series.Point(step.start, steps.isTold(step) ? Double(tally[outcome]) * 60 / step.watched : nil)
        }
        return Series(
            .tasks(outcome), labels: ["other_workers": "\(workers)"],
            points: points)
    }

    private func rate(of outcome: Outcome, on worker: WorkerName?) -> Series {
        let points = steps.steps.map { step in
            let count = Double(step.workers[worker]?[outcome] ?? 0)
            return Series.Point(step.start, steps.isTold(step) ? count * 60 / step.watched : nil)
        }
        var labels = worker.map { ["worker": $0.description] } ?? [:]
        if steps.isFromResults { labels["source"] = "results" }
        return Series(.tasks(outcome), labels: labels, points: points)
    }

    private static let mostTypes = 50

    /// What is counted of types, a minute: of the types of which most ended.
    private var types: [Series] {
        let sums = steps.steps.reduce(into: [ExactText: Int]()) { sums, step in
            for (type, attempts) in step.attempts { sums[type, default: 0] += attempts.ended }
        }
        let types = sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mostTypes).map(\.key).sorted()
        return TypeCount.allCases.flatMap { count in
            types.map { type in
                let points = steps.steps.map { step in
                    let attempts = Double(step.attempts[type].map(count.of) ?? 0)
                    return Series.Point(step.start, steps.isTold(step) ? attempts * 60 / step.watched : nil)
                }
                return Series(count.measure, labels: ["name": type.text], points: points)
            }
        }
    }

    /// How long attempts ran and waited: of all, of the heaviest types, and how many ran how long.
    private var durations: [Series] {
        let types = SpanTally.heaviest(
            of: steps.steps.reduce(into: [:]) { sums, step in
                for (name, type) in step.types { sums[name, default: .init()].add(type) }
            })
        return [(Measure.runtime, \SpanTally.TypeTally.runtime), (.wait, \.wait)].flatMap { measure, durations in
            quantiles(measure, labels: [:]) { $0.durations[keyPath: durations] }
                + types.flatMap { type in
                    quantiles(measure, labels: ["name": type.text]) {
                        $0.types[type]?[keyPath: durations] ?? Histogram()
                    }
                }
        } + RuntimeBins(steps: steps).series + queueWaits
    }

    /// Of so many queues waits have series of their own: of those that most was begun of.
    private static let mostQueues = 20

    /// The 95th percentile of waits, by queue.
    private var queueWaits: [Series] {
        let counts = steps.steps.reduce(into: [ExactText: Int]()) { counts, step in
            for (name, waits) in step.queues { counts[name, default: 0] += waits.count }
        }
        let queues = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mostQueues).map(\.key)
        return queues.sorted { NaturalOrder.areInIncreasingOrder($0.text, $1.text) }.flatMap { queue in
            quantiles(.queueWait, labels: ["queue": queue.text], [("p95", 0.95)]) {
                $0.queues[queue] ?? Histogram()
            }
        }
    }

    private static let statistics = [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)]

    /// Of fewer durations a 95th percentile is no more than the longest.
    private static let leastDurations = 20
    /// How many parts of the span make a bucket of percentiles.
    private static let widths = [1, 2, 5, 10, 15]

    /// The narrowest in which half of the buckets that have any durations have enough for a percentile, else the
    /// widest; `nil` where there are none.
    private static func width(of counts: [Int]) -> Int? {
        guard counts.contains(where: { $0 > 0 }) else { return nil }
        return widths.first { width in
            let sums = stride(from: 0, to: counts.count, by: width).map { first in
                counts[first..<min(first + width, counts.count)].reduce(0, +)
            }.filter { $0 > 0 }
            return sums.sorted()[sums.count / 2] >= leastDurations
        } ?? widths.last
    }

    private func quantiles(
        _ measure: Measure, labels: [String: String], _ statistics: [(String, Double)] = Self.statistics,
        of durations: (ChartSteps.Step) -> Histogram
    ) -> [Series] {
        let histograms = steps.steps.map(durations)
        guard let width = Self.width(of: histograms.map(\.count)) else { return [] }
        let buckets = stride(from: 0, to: histograms.count, by: width).map { first in
            let bucket = histograms[first..<min(first + width, histograms.count)]
            return (start: steps.steps[first].start, durations: bucket.reduce(into: Histogram()) { $0.merge($1) })
        }
        return statistics.map { statistic, fraction in
            let points = buckets.map { Series.Point($0.start, $0.durations.quantile(fraction)) }
            let labels = labels.merging(["statistic": statistic]) { own, _ in own }
            return Series(measure, labels: labels, points: points)
        }
    }
}
