import Celery

/// Takes away what is older than what is kept.
struct Purge {
    private let db: any HistoryDatabase

    /// So many tasks at a time, so that others get their turn to write.
    private static let limit = 20_000

    init(_ db: any HistoryDatabase) { self.db = db }

    /// Takes away old tasks, and thins the rest; returns whether that was all.
    func run(keeping: HistoryWriter.Keeping, newest: Instant) throws -> Bool {
        let gone =
            if db.dialect.takesSets {
                try hide(keeping, newest)
            } else {
                max(
                    try tasks(before: newest - keeping.tasks, failed: false),
                    try tasks(before: newest - keeping.failures, failed: true))
            }
        if gone > 0 { try HistoryFacts(db).setPurged(newest - keeping.tasks) }
        guard gone < Self.limit else { return false }
        try thin(newest)
        return true
    }

    private func thin(_ newest: Instant) throws {
        for level in Level.allCases {
            guard let keep = level.keep else { continue }
            let oldest = Int64(Level.day.start(of: (newest - keep).minute))
            for table in ["worker_count", "type_count", "queue_count"] {
                try Prepared(db, "DELETE FROM \(table) WHERE \(db.dialect.own)level = ? AND time < ?").run(
                    .init(level.rawValue), .integer(oldest))
            }
        }
        try thinBeats(newest)
        let oldest = (newest - (Level.hour.keep ?? 0)).microseconds
        try Prepared(db, "DELETE FROM reading WHERE \(db.dialect.own)time < ?").run(.integer(oldest))
        try ScheduleTable(db).purge(before: newest - (Level.hour.keep ?? 0))
        try Prepared(db, "DELETE FROM beat WHERE \(db.dialect.own)time < ?").run(
            .integer(Int64((newest - (Level.hour.keep ?? 0)).minute)))
    }

    /// Of the heartbeats of an hour whose minutes are kept no longer, leaves the last, the last that says that the
    /// worker executes nothing, and those at which its life turned.
    private func thinBeats(_ newest: Instant) throws {
        let facts = HistoryFacts(db)
        let end = Level.day.start(of: (newest - (Level.minute.keep ?? 0)).minute)
        // Late heartbeats of the day before are thinned with those of the next.
        let begin = try facts.thinned.map { $0 - Level.day.minutes } ?? Int.min
        guard begin < end - Level.day.minutes else { return }
        try Prepared(db, Self.thinning(db.dialect)).run(.init(begin), .init(end))
        try facts.setThinned(end)
    }

    private static func thinning(_ dialect: Dialect) -> String {
        let later = "SELECT 1 FROM beat AS later WHERE \(dialect.same("later", "beat"))later.worker = beat.worker"
        return """
            DELETE FROM beat WHERE \(dialect.own)time >= ?1 AND time < ?2
            AND EXISTS (\(later) AND later.time > beat.time AND later.time < beat.time - beat.time % 60 + 60)
            AND (rest IS NULL OR EXISTS (
                \(later) AND later.time > beat.time
                AND later.time < beat.time - beat.time % 60 + 60 AND later.rest IS NOT NULL))
            AND NOT EXISTS (
                SELECT 1 FROM turn WHERE \(dialect.same("turn", "beat"))turn.worker = beat.worker
                AND turn.time >= beat.time * 60000000 AND turn.time < (beat.time + 1) * 60000000)
            """
    }

    /// Passes over old tasks from now on, until the part of the table that they are in is dropped as a whole.
    private func hide(_ keeping: HistoryWriter.Keeping, _ newest: Instant) throws -> Int {
        let (former, facts) = (try HistoryFacts(db).hidden, HistoryFacts(db))
        let hidden = HiddenTasks(
            tasks: max(former?.tasks ?? .min, (newest - keeping.tasks).microseconds),
            failures: max(former?.failures ?? .min, (newest - keeping.failures).microseconds))
        let old = "failed = 0 AND last < \(hidden.tasks) OR failed = 1 AND last < \(hidden.failures)"
        let gone = try db.number(
            "SELECT COUNT(*) FROM (SELECT 1 FROM task WHERE \(db.dialect.ownTasks)(\(old)) LIMIT 1) AS gone")
        try facts.setHidden(hidden)
        return gone ?? 0
    }

    private func tasks(before time: Instant, failed: Bool) throws -> Int {
        try Prepared(
            db,
            """
            DELETE FROM task WHERE \(db.dialect.own)\(db.dialect.task) IN (
                SELECT \(db.dialect.task) FROM task WHERE \(db.dialect.own)last < ? AND failed = ?
                ORDER BY last LIMIT \(Self.limit))
            """
        ).run(.integer(time.microseconds), .init(failed ? 1 : 0))
    }
}
