import Celery
import Charts

/// What a plate is about: which series of the snapshot it draws, and how.
enum PlateSubject: String, CaseIterable, Sendable {
    case outcomes, succeeded, failed, runtime, wait, queues

    /// The title.
    var title: String {
        switch self {
        case .outcomes: "Tasks a minute"
        case .succeeded: "Succeeded tasks"
        case .failed: "Failed tasks"
        case .runtime: "Runtime"
        case .wait: "Wait"
        case .queues: "Messages in the queues"
        }
    }

    /// A line that says what is drawn.
    var subtitle: String {
        switch self {
        case .outcomes: "finished attempts, by outcome"
        case .succeeded: "a minute, by worker, one upon the other"
        case .failed: "a minute, by worker, one upon the other"
        case .runtime: "of executions, p50 and p95"
        case .wait: "from sending, or receipt, to beginning, p50 and p95"
        case .queues: "ready, by queue"
        }
    }

    /// In what values are measured.
    var unit: ValueUnit {
        switch self {
        case .outcomes, .succeeded, .failed: .perMinute
        case .runtime, .wait: .seconds
        case .queues: .count
        }
    }

    /// How series are drawn.
    var style: ChartStyle {
        switch self {
        case .succeeded, .failed: .stackedAreas
        case .outcomes, .runtime, .wait: .lines
        case .queues: .steps
        }
    }

    /// The name of the snapshot's series, and the label that tells them apart.
    fileprivate var source: (name: String, label: String) {
        switch self {
        case .outcomes, .succeeded: ("tasks.succeeded", "worker")
        case .failed: ("tasks.failed", "worker")
        case .runtime: ("tasks.runtime", "statistic")
        case .wait: ("tasks.wait", "statistic")
        case .queues: ("queue.messages", "queue")
        }
    }

    /// Whether the series are what the result backend tells, which holds no more than the times of ends.
    func isFromResults(_ snapshot: Snapshot) -> Bool {
        snapshot.series.contains { $0.name == source.name && $0.labels["source"] == "results" }
    }

    /// The series to draw.
    func series(of snapshot: Snapshot) -> [Charts.Series] {
        switch self {
        case .outcomes:
            [("succeeded", "tasks.succeeded", 2), ("failed", "tasks.failed", 1)].compactMap { title, name, colour in
                Self.sum(snapshot.series.filter { $0.name == name }, named: title, colour: colour)
            }
        case .runtime, .wait:
            labelled(snapshot).map { series in
                let slot = SeriesSlot(colour: series.name == "p95" ? 3 : 0, dash: 0, marker: 0)
                return Charts.Series(name: series.name, points: series.points, slot: slot)
            }
        case .succeeded, .failed, .queues: labelled(snapshot)
        }
    }

    private func labelled(_ snapshot: Snapshot) -> [Charts.Series] {
        snapshot.series.filter { $0.name == source.name }.map { series in
            let name = Excerpt.cell(series.labels[source.label] ?? "not told", limit: 200)
            return Charts.Series(name: name, points: series.points.map(TimePoint.init))
        }
    }

    /// What is not known of one series counts for nothing as long as another is known.
    static func sum(_ all: [Celery.Series], named name: String, colour: Int) -> Charts.Series? {
        guard !all.isEmpty else { return nil }
        var sums: [Instant: Double?] = [:]
        for point in all.flatMap(\.points) {
            let sum = sums[point.time] ?? nil
            sums[point.time] = .some(sum == nil && point.value == nil ? nil : (sum ?? 0) + (point.value ?? 0))
        }
        let points = sums.map { TimePoint($0.key.microseconds, $0.value) }
        return Charts.Series(
            name: name, points: points, slot: SeriesSlot(colour: colour, dash: colour == 1 ? 1 : 0, marker: 0))
    }
}

extension TimePoint {
    /// The same sample as the domain has it.
    init(_ point: Celery.Series.Point) { self.init(point.time.microseconds, point.value) }
}
