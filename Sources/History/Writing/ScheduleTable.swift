import Celery

/// What was told of schedules, a row for each time that it was another; when entries were sent stands beside, and is
/// only ever the newest.
struct ScheduleTable {
    private let db: any HistoryDatabase

    init(_ db: any HistoryDatabase) { self.db = db }

    /// Adds a reading, unless a later one of its source is there.
    func put(_ reading: ScheduleReading) throws {
        let newest = try rows(
            "WHERE \(db.dialect.own)source = ? ORDER BY since DESC LIMIT 1", .text(reading.source.rawValue)
        ).first
        if let newest, newest.until >= reading.since { return }
        let told = newest.map { reading.following($0) } ?? reading
        if let newest, told.isSame(as: newest) {
            try Prepared(
                db, "UPDATE schedule SET until = ?, times = ? WHERE \(db.dialect.own)source = ? AND since = ?"
            ).run(
                .integer(told.until.microseconds), .bytes(ScheduleCode.times(of: told)),
                .text(told.source.rawValue), .integer(newest.since.microseconds))
        } else {
            try Prepared(
                db,
                """
                INSERT INTO schedule (\(db.dialect.column)source, since, until, entries, times)
                VALUES (\(db.dialect.value)?, ?, ?, ?, ?)
                """
            ).run(
                .text(told.source.rawValue), .integer(told.since.microseconds), .integer(told.until.microseconds),
                .bytes(ScheduleCode.entries(of: told)), .bytes(ScheduleCode.times(of: told)))
        }
    }

    /// All that was told and is kept, by source and time.
    func readings() throws -> [ScheduleReading] { try rows("\(db.dialect.all) ORDER BY source, since") }

    /// Takes away what was told before a time, but for the newest of each source.
    func purge(before time: Instant) throws {
        try Prepared(
            db,
            """
            DELETE FROM schedule WHERE \(db.dialect.own)until < ? AND EXISTS (
                SELECT 1 FROM schedule AS later WHERE \(db.dialect.same("later", "schedule"))
                later.source = schedule.source AND later.since > schedule.since)
            """
        ).run(.integer(time.microseconds))
    }

    private func rows(_ choice: String, _ arguments: Prepared.Value...) throws -> [ScheduleReading] {
        var readings: [ScheduleReading] = []
        let statement = try Prepared(db, "SELECT source, since, until, entries, times FROM schedule \(choice)")
        try statement.rows(arguments) { row in
            // A source that only a newer version knows is passed over.
            guard let source = PeriodicRow.Source(rawValue: row.text(0)) else { return }
            let until = Instant(microseconds: row.integer(2))
            let entries = try ScheduleCode.decode(entries: row.bytes(3), times: row.bytes(4), until: until)
            var reading = ScheduleReading(
                source: source, entries: entries, at: Instant(microseconds: row.integer(1)))
            reading.until = until
            readings.append(reading)
        }
        return readings
    }
}
