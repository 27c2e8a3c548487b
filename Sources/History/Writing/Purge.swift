import Celery
import GRDB

/// Takes away what is older than what is kept.
struct Purge {
    private let db: Database

    /// So many tasks at a time, so that others get their turn to write.
    private static let limit = 20_000

    init(_ db: Database) { self.db = db }

    /// Takes away old tasks, and thins the rest; returns whether that was all.
    func run(keeping: HistoryWriter.Keeping, newest: Instant) throws -> Bool {
        var gone = try tasks(before: newest - keeping.tasks, failed: false)
        gone = max(gone, try tasks(before: newest - keeping.failures, failed: true))
        guard gone < Self.limit else { return false }
        try thin(newest)
        return true
    }

    private func thin(_ newest: Instant) throws {
        for level in Level.allCases {
            guard let keep = level.keep else { continue }
            let oldest = Int64(Level.day.start(of: (newest - keep).minute))
            for table in ["worker_count", "type_count"] {
                try Prepared(db, "DELETE FROM \(table) WHERE level = ? AND time < ?").run(
                    .init(level.rawValue), .integer(oldest))
            }
        }
        let oldest = (newest - (Level.hour.keep ?? 0)).microseconds
        try Prepared(db, "DELETE FROM reading WHERE time < ?").run(.integer(oldest))
        try Prepared(db, "DELETE FROM beat WHERE time < ?").run(
            .integer(Int64((newest - (Level.hour.keep ?? 0)).minute)))
    }

    private func tasks(before time: Instant, failed: Bool) throws -> Int {
        try Prepared(
            db,
            """
            DELETE FROM task WHERE id IN (
                SELECT id FROM task WHERE last < ? AND failed = ? ORDER BY last LIMIT \(Self.limit))
            """
        ).run(.integer(time.microseconds), .init(failed ? 1 : 0))
    }
}
