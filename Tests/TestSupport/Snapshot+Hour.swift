package import Celery

extension Snapshot {
    /// A snapshot of the hour before 2026-11-22T08:00:00Z in which nothing is, watched as long as one wants.
    package static func hour(watchedFor seconds: Double = 3_600) -> Snapshot {
        let end = Instant(microseconds: 1_795_334_400_000_000)
        let span = TimeSpan(since: end - 3_600, until: end)
        return Snapshot(
            capturedAt: end, producer: Snapshot.Producer(version: "1", host: nil),
            coverage: Snapshot.Coverage(
                span: span, watched: seconds > 0 ? [TimeSpan(since: end - seconds, until: end)] : [], events: 0,
                tasks: 0, offlineAfter: 300, forgetOffline: 86_400),
            report: Snapshot.ReportRequest(title: "t", timeZone: "UTC"),
            broker: BrokerIdentity(transport: "redis", url: "redis://localhost:6379/0", server: "Redis 7.0.15"),
            sources: ["events", "inspect", "queues"].map { SourceReport(name: $0, status: .ok, detail: "asked") },
            workers: [], totals: Totals(counts: .zero, ofWorkers: 0), tasks: [], taskTypes: [], failures: [],
            histograms: [], queues: [], series: [], findings: [], redactions: Snapshot.Redactions())
    }

    /// Adds a worker, with attempts in some columns.
    package mutating func add(worker name: String, _ status: WorkerStatus = .online, _ columns: [Outcome: Int] = [:]) {
        workers.append(WorkerRow(name: WorkerName(name), status: status, counts: Counts(columns)))
    }

    /// Adds a task type, with attempts in some columns.
    package mutating func add(type name: String?, _ columns: [Outcome: Int], runtime: Percentiles? = nil) {
        taskTypes.append(TaskTypeRow(name: name, counts: Counts(columns), runtime: runtime, totalRuntime: 0))
    }

    /// Adds a queue.
    package mutating func add(queue name: String, ready: Int?, unacknowledged: Int? = 0, consumers: Int? = 1) {
        queues.append(
            QueueRow(
                name: name, ready: ready, unacknowledged: unacknowledged, consumers: consumers, priorities: [:],
                waiting: nil))
    }

    /// Adds a group of failures.
    package mutating func add(failures count: Int, of name: String?, by exception: String, fingerprint: String) {
        failures.append(
            FailureGroup(
                name: name, exceptionType: exception, fingerprint: fingerprint, count: count, workers: [],
                example: TaskID("t")))
    }
}

extension Counts {
    /// Counts of which all columns are known, and those that aren't given are 0.
    package init(_ columns: [Outcome: Int]) {
        self = .zero
        for (outcome, count) in columns { self[outcome] = count }
        processed = columns.values.reduce(0, +)
    }
}
