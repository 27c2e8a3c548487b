import Celery
import Decoding

/// A Redis result backend: reads the results that are stored there, and writes nothing.
package struct RedisResultBackend: ResultBackend {
    private let url: BrokerURL
    private let keyPrefix: String
    private let schedulePrefix: String
    private let options: StreamOptions
    private let sentinels: SentinelOptions

    /// Names a backend; `keyPrefix` is the `global_keyprefix` of `result_backend_transport_options`, with or without
    /// the `_` that Celery puts behind it.
    package init(
        _ url: BrokerURL, keyPrefix: String = "", schedulePrefix: String = BrokerOptions.schedulePrefix,
        options: StreamOptions = StreamOptions(),
        sentinels: SentinelOptions = SentinelOptions()
    ) {
        self.url = url
        self.keyPrefix = keyPrefix
        self.schedulePrefix = schedulePrefix
        self.options = options
        self.sentinels = sentinels
    }

    /// Those that are read have the most life left, which are the newest.
    ///
    /// A backend that keeps results for good tells their age only from within: of those, any are read. The search takes
    /// no more than half of `timeLimit`, the reading the rest of it.
    package func read(limit: Int, timeLimit: Duration) async throws(BrokerError) -> ResultReport {
        let start = ContinuousClock.now
        let connection = try await RedisConnection.open(url, options: options, sentinels: sentinels)
        var search = ResultSearch(prefix: keyPrefix, limit: limit)
        try await search.run(connection, until: start + timeLimit / 2)
        var fetch = ResultFetch(from: connection.name)
        try await fetch.run(connection, search.newest, until: start + timeLimit)
        var schedule = RedisSchedule(schedulePrefix: schedulePrefix)
        if fetch.isFinished { try await schedule.read(connection) }
        await connection.close()
        var report = fetch.report
        // A database without a schedule says nothing of one that lies in another.
        report.schedule = schedule.reading.flatMap { $0.entries.isEmpty ? nil : $0 }
        report.seen = search.seen
        report.strangers = search.strangers
        if search.isAnySelection, let refusal = search.refusal {
            report.reason = report.reason ?? "which are the newest can't be told (\(refusal))"
        }
        report.isPartial = !search.isFinished || !fetch.isFinished
        report.results.sort { a, b in
            let (left, right) = (a.finished ?? .distantPast, b.finished ?? .distantPast)
            return left == right ? a.task < b.task : left > right
        }
        return report
    }
}
