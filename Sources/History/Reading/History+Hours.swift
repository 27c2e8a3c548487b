package import Celery

extension History {
    /// What ended in each hour up to a time, oldest first; hours in which nobody listened and nothing ended are left out.
    package func hours(until time: Instant) throws(HistoryError) -> [HourCount] {
        try read { db in
            let first = Level.hour.start(of: (time - HourCount.reach).minute)
            var hours: [Int: HourCount] = [:]
            func add(_ minute: Int, succeeded: Int = 0, failed: Int = 0, watched: Double = 0) {
                var hour =
                    hours[minute] ?? HourCount(time: Instant(minute: minute), succeeded: 0, failed: 0, watched: 0)
                hour.succeeded += succeeded
                hour.failed += failed
                hour.watched += watched
                hours[minute] = hour
            }
            try Prepared(
                db,
                """
                SELECT time, CAST(SUM(succeeded) AS BIGINT), CAST(SUM(failed) AS BIGINT) FROM worker_count
                WHERE \(db.dialect.own)level = ? AND time >= ? AND time <= ? GROUP BY time
                """
            ).rows(.init(Level.hour.rawValue), .init(first), .init(time.minute)) { row in
                let (succeeded, failed) = (Int(row.integer(1)), Int(row.integer(2)))
                guard succeeded > 0 || failed > 0 else { return }
                add(Int(row.integer(0)), succeeded: max(0, succeeded), failed: max(0, failed))
            }
            let reach = TimeSpan(since: Instant(minute: first), until: time)
            for part in try WatchedTable(db).spans().parts(in: reach) {
                var minute = Level.hour.start(of: part.since.minute)
                while Instant(minute: minute) < part.until {
                    let hour = TimeSpan(since: Instant(minute: minute), until: Instant(minute: minute + 60))
                    add(minute, watched: Double([part].microseconds(of: hour)) / 1_000_000)
                    minute += 60
                }
            }
            return hours.values.filter { $0.watched > 0 || $0.succeeded > 0 || $0.failed > 0 }.sorted {
                $0.time < $1.time
            }
        }
    }
}
