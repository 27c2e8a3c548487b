package import Celery

/// What a history holds, since when, and how large it is.
package struct HistoryInfo: Sendable, Equatable {
    /// The version of its tables.
    package var version = 0
    /// The broker that it belongs to; `nil` where none is named yet.
    package var owner: String?
    /// The bytes of its file, and of the log that belongs to it; in a database those of all clusters together.
    package var size = 0
    /// How many of them hold nothing any more, and are used again; `nil` in a database, which doesn't tell.
    package var free: Int?
    /// How many tasks it keeps, how many of them failed, and how many have not ended.
    package var tasks = 0
    package var failed = 0
    package var open = 0
    /// When the oldest of these tasks was first spoken of; `nil` without tasks.
    package var oldestTask: Instant?
    /// The time of the newest event; `nil` in an empty history.
    package var newest: Instant?
    /// Since when attempts are counted; `nil` where nothing is.
    package var countedSince: Instant?
    /// How many workers and queue readings it knows.
    package var workers = 0
    package var readings = 0
    /// How many spans were watched, how many seconds these are together, and when the first began.
    package var watchedSpans = 0
    package var watchedSeconds = 0.0
    package var watchedSince: Instant?
}

extension History {
    /// What it holds; nothing is changed.
    package func info() throws(HistoryError) -> HistoryInfo {
        var info = try read { db in
            var info = HistoryInfo()
            let (all, tasks) = (db.dialect.all, db.dialect.ownTasks)
            info.newest = try HistoryFacts(db).newest
            info.tasks = try db.number("SELECT COUNT(*) FROM task \(db.dialect.allTasks)") ?? 0
            info.failed = try db.number("SELECT COUNT(*) FROM task WHERE \(tasks)failed = 1") ?? 0
            info.open = try db.number("SELECT COUNT(*) FROM task WHERE \(tasks)stage = 1") ?? 0
            info.oldestTask = try db.number("SELECT MIN(first) FROM task \(db.dialect.allTasks)").map {
                Instant(microseconds: Int64($0))
            }
            info.countedSince = try db.number("SELECT MIN(time) FROM worker_count \(all)").map { Instant(minute: $0) }
            info.workers = try db.number("SELECT COUNT(*) FROM worker \(all)") ?? 0
            info.readings = try db.number("SELECT COUNT(*) FROM reading \(all)") ?? 0
            let watched = try WatchedTable(db).spans()
            info.watchedSpans = watched.count
            info.watchedSeconds = watched.reduce(0) { $0 + $1.length }
            info.watchedSince = watched.first?.since
            return info
        }
        info.owner = try engine.owner()
        (info.version, info.size, info.free) = try engine.extent()
        return info
    }
}
