import Celery
import Charts

/// The series of a snapshot, as charts take them.
struct ChartSource: Sendable {
    let snapshot: Snapshot
    /// Whether the workers send no task events at all.
    let isWithoutEvents: Bool
    /// The places of the series, by their name, and by worker and name.
    private let byName: [String: [Int]]
    private let byWorker: [WorkerName: [Int]]
    /// The names of those that the result backend told.
    private let fromResults: Set<String>

    /// Sorts the series once, since every worker asks for its own.
    init(snapshot: Snapshot) {
        self.snapshot = snapshot
        isWithoutEvents = !snapshot.workers.isEmpty && snapshot.workers.allSatisfy { $0.sendsEvents == false }
        var byName: [String: [Int]] = [:]
        var byWorker: [WorkerName: [Int]] = [:]
        for (place, series) in snapshot.series.enumerated() {
            byName[series.name, default: []].append(place)
            if let worker = series.labels["worker"] { byWorker[WorkerName(worker), default: []].append(place) }
        }
        (self.byName, self.byWorker) = (byName, byWorker)
        fromResults = Set(snapshot.series.filter { $0.labels["source"] == "results" }.map(\.name))
    }

    /// More workers than these haven't all series of their own, and of one that has none there is nothing to draw.
    private static let manyWorkers = 1_000

    /// Whether there is anything to say of a worker over time, if only why it isn't known.
    func tells(of worker: WorkerName) -> Bool {
        snapshot.workers.count <= Self.manyWorkers || byWorker[worker] != nil
    }

    /// The series of one name, told apart by one label, in the order of the snapshot.
    ///
    /// What several sources tell of one thing, such as RabbitMQ's own samples and our readings, is one line. `where`
    /// names labels that they must have besides.
    func labelled(_ measure: Measure, by label: String, where labels: [String: String] = [:]) -> [Charts.Series] {
        var names: [String] = []
        var points: [ExactText: [TimePoint]] = [:]
        for series in all(measure, where: labels) {
            let others = series.labels["other_workers"].map { "\($0) others" }
            let name = Excerpt.cell(series.labels[label] ?? others ?? "not told", limit: 200)
            if points[name.exact] == nil { names.append(name) }
            points[name.exact, default: []] += series.points.map(TimePoint.init)
        }
        return names.map { name in
            Charts.Series(name: name, points: (points[name.exact] ?? []).sorted { $0.time < $1.time })
        }
    }

    /// Whether RabbitMQ's management API told of a series.
    func isFromManagement(_ measure: Measure) -> Bool { all(measure).contains { $0.labels["source"] == "management" } }

    /// One series that stands for itself; none where the snapshot has none of that name.
    func single(
        _ measure: Measure, as title: String, slot: SeriesSlot, where labels: [String: String] = [:]
    ) -> [Charts.Series] {
        all(measure, where: labels).prefix(1).map { series in
            Charts.Series(name: title, points: series.points.map(TimePoint.init), slot: slot)
        }
    }

    /// The sum of all series of one name; none where there are none.
    func total(_ measure: Measure, as title: String, slot: SeriesSlot) -> [Charts.Series] {
        [Self.sum(all(measure), named: title, slot: slot)].compactMap { $0 }
    }

    /// The percentiles of a measure, of all tasks or of one type.
    func percentiles(_ measure: Measure, of type: String? = nil) -> [Charts.Series] {
        all(measure).filter { $0.labels["name"].isSame(as: type) }.map { series in
            let statistic = series.labels["statistic"] ?? "not told"
            return Charts.Series(
                name: statistic, points: series.points.map(TimePoint.init), slot: Self.slots[statistic] ?? nil)
        }
    }

    /// The types that have percentiles of their own, the heaviest first.
    var types: [String] {
        var types: [String] = []
        for type in all(.runtime).compactMap({ $0.labels["name"] }) where types.last != type {
            types.append(type)
        }
        return types
    }

    /// Of those that succeeded or failed, the part that failed; not known where none did.
    var failureRate: [Charts.Series] {
        let (failed, succeeded) = (sums(.tasks(.failed)), sums(.tasks(.succeeded)))
        guard !failed.isEmpty else { return [] }
        let points = failed.map { time, failures in
            let ended = failures.flatMap { failures in (succeeded[time] ?? nil).map { failures + $0 } }
            return TimePoint(time.microseconds, ended.flatMap { $0 > 0 ? (failures ?? 0) / $0 : nil })
        }
        return [Charts.Series(name: "failed", points: points, slot: .failed)]
    }

    /// How many executions took how long, a series for each bin, the shortest first.
    var runtimeBins: [Charts.Series] {
        all(.runtimeCounts).compactMap { series in
            guard let above = series.labels["above"].flatMap(Double.init) else { return nil }
            let upto = series.labels["upto"].flatMap(Double.init)
            let low = above > 0 ? above : (upto ?? 1) / 2
            let high = max(upto ?? above * 2, low)
            let name = upto.map { "\(above > 0 ? Wording.duration(above) : "0") to \(Wording.duration($0))" }
            return Charts.Series(
                name: name ?? "more than \(Wording.duration(above))", points: series.points.map(TimePoint.init),
                bin: low...high)
        }
    }

    /// Whether a series is what the result backend tells, which holds no more than the times of ends.
    func isFromResults(_ measure: Measure) -> Bool { fromResults.contains(measure.name) }

    /// All series of one name, and with these labels.
    func all(_ measure: Measure, where labels: [String: String] = [:]) -> [Celery.Series] {
        let places = labels["worker"].map { byWorker[WorkerName($0)] ?? [] } ?? byName[measure.name] ?? []
        return places.map { snapshot.series[$0] }.filter { series in
            series.name == measure.name && labels.allSatisfy { series.labels[$0.key].isSame(as: $0.value) }
        }
    }

    private func sums(_ measure: Measure) -> [Instant: Double?] { Self.sums(all(measure)) }

    /// What is not known of one series counts for nothing as long as another is known.
    private static func sums(_ all: [Celery.Series]) -> [Instant: Double?] {
        var sums: [Instant: Double?] = [:]
        for point in all.flatMap(\.points) {
            let sum = sums[point.time] ?? nil
            sums[point.time] = .some(sum == nil && point.value == nil ? nil : (sum ?? 0) + (point.value ?? 0))
        }
        return sums
    }

    /// Several series added up, instant by instant; `nil` where there are none.
    static func sum(_ all: [Celery.Series], named name: String, slot: SeriesSlot) -> Charts.Series? {
        guard !all.isEmpty else { return nil }
        return Charts.Series(
            name: name, points: sums(all).map { TimePoint($0.key.microseconds, $0.value) }, slot: slot)
    }

    private static let slots: [String: SeriesSlot] = ["p50": .first, "p95": .second, "p99": .third]
}

extension TimePoint {
    /// The same sample as the domain has it.
    init(_ point: Celery.Series.Point) { self.init(point.time.microseconds, point.value) }
}

extension SeriesSlot {
    static let succeeded = SeriesSlot(colour: 2, dash: 0, marker: 0)
    static let failed = SeriesSlot(colour: 1, dash: 1, marker: 1)
    static let retried = SeriesSlot(colour: 0, dash: 2, marker: 2)
    static let revoked = SeriesSlot(colour: 3, dash: 1, marker: 3)
    static let rejected = SeriesSlot(colour: 3, dash: 2, marker: 1)
    static let first = SeriesSlot(colour: 0, dash: 0, marker: 0)
    static let second = SeriesSlot(colour: 3, dash: 1, marker: 1)
    static let third = SeriesSlot(colour: 1, dash: 2, marker: 2)
}
