import Celery

/// The tasks of a span that counts alone don't do for.
struct TaskSelection {
    private let db: any HistoryDatabase
    private let words: WordList
    private let span: TimeSpan
    private let horizon: Instant

    /// Failures are grouped by their tracebacks: so many of the newest are read, whether they are listed or not.
    private static let failures = 20_000

    init(_ db: any HistoryDatabase, words: WordList, span: TimeSpan, horizon: Instant) {
        self.db = db
        self.words = words
        self.span = span
        self.horizon = horizon
    }

    func read(_ request: HistoryRequest, into excerpt: inout HistoryExcerpt) throws {
        let (since, until) = (
            Prepared.Value.integer(span.since.microseconds), Prepared.Value.integer(horizon.microseconds)
        )
        var ids: Set<Int64> = []
        let recent = Prepared.Value.integer(Self.recent(since: span.since, watched: excerpt.watched).microseconds)
        try collect("stage = 1 AND first <= ?1 AND last >= ?2", until, recent, into: &ids)
        try collect("stage = 3 AND last >= ?1 AND first <= ?2", since, until, into: &ids)
        try collect("first < ?1 AND last >= ?1", since, into: &ids)
        if horizon < .distantFuture { try collect("first <= ?1 AND last > ?1", until, into: &ids) }
        let limit = Prepared.Value.init(max(request.taskLimit, Self.failures))
        try collect(
            "failed = 1 AND last >= ?1 AND first <= ?2 ORDER BY last DESC LIMIT ?3", since, until, limit, into: &ids)
        try collect(
            "last >= ?1 AND first <= ?2 ORDER BY last DESC LIMIT ?3", since, until, .init(request.taskLimit), into: &ids
        )
        let record = "SELECT record FROM task WHERE \(db.dialect.ownTasks)\(db.dialect.task) = ?"
        try Prepared(db, record).rows(each: ids.sorted().map { [.integer($0)] }) { _, row in
            take(try TaskReader.decode(row.bytes(0), words: words), &excerpt.state)
        }
        for row in try TaskTable(db).find(Array(request.mentioned), words: words) where !ids.contains(row.id) {
            take(row.record, &excerpt.state)
        }
        let all = "SELECT COUNT(*) FROM task WHERE \(db.dialect.ownTasks)last >= ?1 AND first <= ?2"
        try Prepared(db, all).rows(since, until) { row in
            excerpt.tally.tasks = Int(row.integer(0))
        }
    }

    /// Open tasks that were last spoken of before this are over for the span: nobody listened since, so that nothing
    /// more will be known of them but by evidence that names them.
    ///
    /// Where somebody listened all the time, it is when that began. An hour is for clocks that disagree.
    private static func recent(since: Instant, watched: [TimeSpan]) -> Instant {
        min(since, watched.last?.since ?? since) - 3600
    }

    private func collect(_ condition: String, _ values: Prepared.Value..., into ids: inout Set<Int64>) throws {
        try Prepared(db, "SELECT \(db.dialect.task) FROM task WHERE \(db.dialect.ownTasks)\(condition)").rows(values) {
            ids.insert($0.integer(0))
        }
    }

    private func take(_ record: TaskRecord, _ state: inout ClusterState) {
        // What came after the horizon is evidence of how it was then.
        state.insert(record)
    }
}
