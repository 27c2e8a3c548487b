import Celery
import GRDB

/// What is known of workers besides their heartbeats.
struct WorkerTable {
    private let db: Database

    init(_ db: Database) { self.db = db }

    /// Adds what is known of a worker.
    func add(_ record: WorkerRecord, number: Int) throws {
        let skew = Int64(max(-1e12, min(1e12, (record.clockSkew ?? -1e9) * 1_000_000)))
        try Prepared(db, Self.addition).run(
            .init(number), record.lastTaskEvent.map { .integer($0.microseconds) } ?? .null, .integer(skew))
    }

    private static let addition = """
        INSERT INTO worker (id, last_task_event, clock_skew) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET
        last_task_event = MAX(COALESCE(last_task_event, excluded.last_task_event), COALESCE(excluded.last_task_event, last_task_event)),
        clock_skew = MAX(clock_skew, excluded.clock_skew)
        """
}
