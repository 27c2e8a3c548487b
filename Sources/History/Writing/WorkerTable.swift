import Celery

/// What is known of workers besides their heartbeats.
struct WorkerTable {
    private let db: any HistoryDatabase

    init(_ db: any HistoryDatabase) { self.db = db }

    /// Adds what is known of workers.
    func add(_ records: [(number: Int, record: WorkerRecord)]) throws {
        let values: [[Prepared.Value]] = records.map { number, record in
            let skew = Int64(max(-1e12, min(1e12, (record.clockSkew ?? -1e9) * 1_000_000)))
            return [
                .init(number), record.lastTaskEvent.map { .integer($0.microseconds) } ?? .null, .integer(skew),
            ]
        }
        let (dialect, larger) = (db.dialect, db.dialect.larger)
        try Prepared(
            db,
            """
            INSERT INTO worker (\(dialect.column)id, last_task_event, clock_skew) VALUES (\(dialect.value)?, ?, ?)
            ON CONFLICT (\(dialect.column)id) DO UPDATE SET last_task_event = \(larger)(
                COALESCE(worker.last_task_event, excluded.last_task_event),
                COALESCE(excluded.last_task_event, worker.last_task_event)),
            clock_skew = \(larger)(worker.clock_skew, excluded.clock_skew)
            """
        ).run(each: values)
    }
}
