import Celery
import GRDB

/// The spans in which somebody of ours listened; those that meet are one.
struct WatchedTable {
    private let db: Database

    init(_ db: Database) { self.db = db }

    /// Adds a span; a pause of `tolerance` seconds and less is none.
    func add(_ span: TimeSpan, tolerance: Double) throws {
        var whole = span
        let (low, high) = ((span.since - tolerance).microseconds, (span.until + tolerance).microseconds)
        try Prepared(db, "SELECT since, until FROM watched WHERE until >= ? AND since <= ?").rows(
            .integer(low), .integer(high)
        ) { row in
            whole.since = min(whole.since, Instant(microseconds: row.integer(0)))
            whole.until = max(whole.until, Instant(microseconds: row.integer(1)))
        }
        try Prepared(db, "DELETE FROM watched WHERE until >= ? AND since <= ?").run(.integer(low), .integer(high))
        try Prepared(db, "INSERT INTO watched (since, until) VALUES (?, ?)").run(
            .integer(whole.since.microseconds), .integer(whole.until.microseconds))
    }

    /// All spans, oldest first.
    func spans() throws -> [TimeSpan] {
        var spans: [TimeSpan] = []
        try Prepared(db, "SELECT since, until FROM watched ORDER BY since").rows { row in
            spans.append(
                TimeSpan(since: Instant(microseconds: row.integer(0)), until: Instant(microseconds: row.integer(1))))
        }
        return spans
    }
}
