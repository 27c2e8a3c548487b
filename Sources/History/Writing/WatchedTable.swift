import Celery

/// The spans in which somebody of ours listened; those that meet are one.
struct WatchedTable {
    private let db: any HistoryDatabase

    init(_ db: any HistoryDatabase) { self.db = db }

    /// Adds a span; a pause of `tolerance` seconds and less is none.
    func add(_ span: TimeSpan, tolerance: Double) throws {
        var whole = span
        let (low, high) = ((span.since - tolerance).microseconds, (span.until + tolerance).microseconds)
        let near = "FROM watched WHERE \(db.dialect.own)until >= ? AND since <= ?"
        try Prepared(db, "SELECT since, until \(near)").rows(.integer(low), .integer(high)) { row in
            whole.since = min(whole.since, Instant(microseconds: row.integer(0)))
            whole.until = max(whole.until, Instant(microseconds: row.integer(1)))
        }
        try Prepared(db, "DELETE \(near)").run(.integer(low), .integer(high))
        let (column, own) = (db.dialect.column, db.dialect.value)
        try Prepared(db, "INSERT INTO watched (\(column)since, until) VALUES (\(own)?, ?)").run(
            .integer(whole.since.microseconds), .integer(whole.until.microseconds))
    }

    /// All spans, oldest first.
    func spans() throws -> [TimeSpan] {
        var spans: [TimeSpan] = []
        try Prepared(db, "SELECT since, until FROM watched \(db.dialect.all) ORDER BY since").rows { row in
            spans.append(
                TimeSpan(since: Instant(microseconds: row.integer(0)), until: Instant(microseconds: row.integer(1))))
        }
        return spans
    }
}
