package import Celery

/// The numbers of a snapshot in Prometheus' text format, for node_exporter's textfile collector.
///
/// Names and help texts come from the declarations of the snapshot's members. What is counted over the report's span
/// may fall from one report to the next, and is a gauge; counters are what workers and brokers count for good. There
/// are no timestamps, which the collector refuses, but a gauge for the time of capture.
package struct MetricsFile {
    /// How many names of a kind have samples of their own; the others are summed.
    static let mostNames = 100
    /// What stands in the place of all other names, and of none.
    private static let (rest, unnamed) = ("(rest)", "(unnamed)")

    private var families: [MetricFamily] = []
    private var places: [String: Int] = [:]

    /// The file of a snapshot.
    package static func bytes(of snapshot: Snapshot) -> [UInt8] {
        var file = MetricsFile()
        file.addWhole(snapshot)
        file.addWorkers(of: snapshot)
        file.addTaskTypes(of: snapshot)
        file.addQueues(of: snapshot)
        var bytes: [UInt8] = []
        for family in file.families { family.write(to: &bytes) }
        return bytes
    }

    private mutating func add(
        _ name: String, _ kind: MetricFamily.Kind = .gauge, help: String, _ labels: [MetricLabel], _ value: Double?
    ) {
        let place =
            places[name]
            ?? {
                families.append(MetricFamily("herbarium_\(name)", kind, help: help))
                places[name] = families.count - 1
                return families.count - 1
            }()
        families[place].add(labels, value)
    }

    /// Adds the numbers of a record, those of attempts under a name of their own.
    private mutating func add(
        _ record: some Record, as prefix: String, _ labels: [MetricLabel] = [], without omitted: Set<String> = [],
        renaming names: [String: String] = [:], counters: [String: String] = [:]
    ) {
        for number in NumberCollector.numbers(of: record) where !omitted.contains(number.name) {
            if let name = counters[number.name] {
                add("\(prefix)\(name)_total", .counter, help: number.meaning, labels, number.value)
            } else {
                let kind = Self.attempts.contains(number.name) ? "attempts_" : ""
                let name = names[number.name] ?? number.name
                // A member that has its unit in its name needs no second one.
                let suffix = name.hasSuffix(number.suffix) ? "" : number.suffix
                add("\(prefix)\(kind)\(name)\(suffix)", help: number.meaning, labels, number.value)
            }
        }
    }

    private static let attempts = Set(["processed", "carried", "scheduled"] + Outcome.allCases.map(\.rawValue))

    private mutating func addWhole(_ snapshot: Snapshot) {
        add(
            "build_info", help: "Who captured it.", [MetricLabel("version", snapshot.producer.version)], 1)
        add(snapshot, as: "")
        add(snapshot.coverage, as: "coverage_")
        add(
            "coverage_watched_seconds", help: "For how long of the span somebody of ours listened.",
            [], snapshot.coverage.watchedSeconds)
        add(
            "coverage_watched_ratio", help: "The part of the span in which somebody of ours listened.",
            [], snapshot.coverage.watchedShare)
        add(snapshot.totals, as: "")
        // Where nobody told of workers, none is no number of findings.
        for severity in Finding.Severity.allCases where snapshot.tellsOfWorkers {
            let count = snapshot.findings.count { $0.severity == severity }
            add(
                "findings", help: "What needs attention, by severity.", [MetricLabel("severity", severity.rawValue)],
                Double(count))
        }
        for severity in Finding.Severity.allCases where snapshot.tellsOfWorkers {
            let count = snapshot.incidents.count { $0.severity == severity && $0.until == nil }
            add(
                "incidents", help: "Incidents that last, by severity.", [MetricLabel("severity", severity.rawValue)],
                Double(count))
        }
        for source in snapshot.sources where source.status != .skipped {
            add(
                "source_up", help: "Whether a source told all that it was asked.", [MetricLabel("source", source.name)],
                source.status == .ok ? 1 : 0)
        }
        for row in snapshot.etaBacklog ?? [] {
            add(
                "eta_backlog", help: "Tasks that wait for their ETA, by within how many seconds they are due.",
                [MetricLabel("due_within", row.dueWithin.map { String($0) } ?? "later")], Double(row.count))
        }
    }

    private mutating func addWorkers(of snapshot: Snapshot) {
        for status in WorkerStatus.allCases where snapshot.tellsOfWorkers {
            let count = snapshot.workers.count { $0.status == status }
            add("workers", help: "Workers, by status.", [MetricLabel("status", status.rawValue)], Double(count))
        }
        let (named, others) = Self.split(snapshot.workers, by: WorkerRow.tellsMore) { $0.name.description }
        for row in named {
            add(
                row, as: "worker_", [MetricLabel("worker", row.name.description)], without: ["pid"],
                // Without its `_total` a counter's name is that of its family.
                renaming: ["executions": "watched_executions"],
                counters: ["lifetime_processed": "executions"])
        }
        guard !others.isEmpty else { return }
        add(
            Totals(counts: Self.sum(others.map(\.counts)), ofWorkers: 0), as: "worker_",
            [MetricLabel("worker", Self.rest)],
            without: ["of_workers"])
    }

    private mutating func addTaskTypes(of snapshot: Snapshot) {
        let (named, others) = Self.split(
            snapshot.taskTypes,
            by: { lhs, rhs in
                let (more, less) = (lhs.counts.processed ?? 0, rhs.counts.processed ?? 0)
                return more != less ? more > less : (lhs.name ?? "") < (rhs.name ?? "")
            }, name: { $0.name ?? Self.unnamed })
        for row in named { add(row, as: "task_type_", [MetricLabel("type", row.name ?? Self.unnamed)]) }
        guard !others.isEmpty else { return }
        let sum = TaskTypeRow(
            counts: Self.sum(others.map(\.counts)), totalRuntime: others.reduce(0) { $0 + $1.totalRuntime })
        add(sum, as: "task_type_", [MetricLabel("type", Self.rest)])
    }

    private mutating func addQueues(of snapshot: Snapshot) {
        let (named, others) = Self.split(
            snapshot.queues,
            by: { lhs, rhs in
                let (more, less) = (lhs.messages ?? lhs.ready ?? 0, rhs.messages ?? rhs.ready ?? 0)
                return more != less ? more > less : lhs.name < rhs.name
            }, name: \.name)
        for row in named {
            add(
                row, as: "queue_", [MetricLabel("queue", row.name)], without: ["growth", "sampled"],
                counters: ["redelivered": "redelivered"])
        }
        guard !others.isEmpty else { return }
        var sum = QueueRow(name: Self.rest, priorities: [:], waiting: nil)
        sum.ready = Self.sum(others.map(\.ready))
        sum.unacknowledged = Self.sum(others.map(\.unacknowledged))
        add(
            sum, as: "queue_", [MetricLabel("queue", Self.rest)],
            without: ["growth", "sampled", "redelivered", "consumers", "delayed"])
    }

    /// Those that have samples of their own, the largest first, and all others; a name that is one of ours is no name.
    private static func split<Row>(
        _ rows: [Row], by areInOrder: (Row, Row) -> Bool, name: (Row) -> String
    ) -> (named: [Row], others: [Row]) {
        var (named, others): ([Row], [Row]) = ([], [])
        for row in rows.sorted(by: areInOrder) {
            if named.count < mostNames, name(row) != rest { named.append(row) } else { others.append(row) }
        }
        return (named, others)
    }

    private static func sum(_ rows: [Counts]) -> Counts {
        var sum = Counts()
        sum.processed = Self.sum(rows.map(\.processed))
        sum.carried = Self.sum(rows.map(\.carried))
        sum.scheduled = Self.sum(rows.map(\.scheduled))
        for outcome in Outcome.allCases { sum[outcome] = Self.sum(rows.map { $0[outcome] }) }
        return sum
    }

    /// A sum of what is all known.
    private static func sum(_ values: [Int?]) -> Int? {
        values.reduce(0) { sum, value in sum.flatMap { sum in value.map { sum + $0 } } }
    }
}
