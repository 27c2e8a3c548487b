import Celery

/// Snapshots of an imagined cluster whose tasks come evenly, with one attempt each; one of seventeen fails.
struct SampleDay {
    /// How many tasks a snapshot lists.
    let count: Int
    /// Seconds from one task to the next.
    let spacing: Double

    /// When task 0 was received.
    private static let start = Instant(microseconds: 1_790_000_000_000_000)
    /// What was received less than so many seconds before the capture is still being executed.
    private static let runtime = 1.0

    /// A snapshot whose newest task is the one before `end`.
    func snapshot(until end: Int) -> Snapshot {
        let captured = received(end)
        let tasks = (end - count..<end).reversed().map { task($0, captured: captured) }
        let span = TimeSpan(since: received(end - count), until: captured)
        var counts = Counts()
        for outcome in Outcome.allCases { counts[outcome] = 0 }
        counts[.succeeded] = tasks.count { $0.state == "SUCCESS" }
        counts[.failed] = tasks.count { $0.state == "FAILURE" }
        counts[.active] = tasks.count { $0.state == "STARTED" }
        (counts.processed, counts.carried, counts.scheduled) = (count, 0, 0)
        let workers = (0..<12).map { number in
            WorkerRow(name: WorkerName("celery@worker-\(number).example.org"), status: .online, counts: Counts())
        }
        return Snapshot(
            capturedAt: captured, producer: Snapshot.Producer(version: "0", host: nil),
            coverage: Snapshot.Coverage(
                span: span, watched: [span], events: 3 * count, tasks: count, offlineAfter: 300, forgetOffline: 86_400),
            report: Snapshot.ReportRequest(title: "a day", timeZone: "UTC"),
            broker: BrokerIdentity(transport: "redis", url: "redis://localhost:6379/0", server: nil), sources: [],
            workers: workers, totals: Totals(counts: counts, ofWorkers: 12), tasks: tasks,
            taskTypes: [], failures: [], histograms: [], queues: [], series: [], findings: [],
            redactions: Snapshot.Redactions())
    }

    private func received(_ index: Int) -> Instant { Self.start + Double(index) * spacing }

    private func task(_ index: Int, captured: Instant) -> Celery.TaskRow {
        let row = TaskRow(index)
        let received = received(index)
        let isRunning = captured.since(received) < Self.runtime
        var facts = TaskFacts()
        (facts.name, facts.args, facts.kwargs, facts.retries) = (row.name, row.args, row.kwargs, 0)
        let isFailed = row.state == "FAILURE" && !isRunning
        if !isRunning {
            facts.runtime = Double(100 + index % 900) / 1000
            if isFailed { facts.exception = row.result } else { facts.result = row.result }
        }
        let worker = WorkerName(row.worker)
        let attempt = AttemptRow(
            worker: worker, outcome: isRunning ? .active : isFailed ? .failed : .succeeded, sent: nil,
            received: received, started: received + 0.25, finished: isRunning ? nil : received + Self.runtime,
            runtime: facts.runtime, retries: 0, exception: facts.exception)
        var task = Celery.TaskRow(
            id: TaskID(row.uuid), state: isRunning ? "STARTED" : row.state, facts: facts, source: .events,
            attempts: [attempt])
        (task.received, task.started, task.finished) = (received, received + 0.25, attempt.finished)
        (task.prefetchWait, task.worker) = (0.25, worker)
        return task
    }
}
