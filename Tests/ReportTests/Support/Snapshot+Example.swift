import Celery

extension Snapshot {
    /// A snapshot of the hour before a moment, in which there is nothing but these workers and series.
    static func example(
        at time: Instant, of seconds: Double = 3_600, workers: [WorkerRow] = [], series: [Celery.Series] = []
    ) -> Snapshot {
        let span = TimeSpan(since: time - seconds, until: time)
        return Snapshot(
            capturedAt: time, producer: Snapshot.Producer(version: "1", host: nil),
            coverage: Snapshot.Coverage(
                span: span, watched: [span], events: 0, tasks: 0, offlineAfter: 300, forgetOffline: 86_400),
            report: Snapshot.ReportRequest(title: "t", timeZone: "UTC"),
            broker: BrokerIdentity(transport: "redis", url: "redis://localhost:6379/0", server: nil), sources: [],
            workers: workers, totals: Totals(counts: .zero, ofWorkers: workers.count), tasks: [], taskTypes: [],
            failures: [], histograms: [], queues: [], series: series, findings: [], redactions: Snapshot.Redactions())
    }
}
