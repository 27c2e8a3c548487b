package import Celery
import GRDB
import Glibc

/// What a history holds, since when, and how large it is.
package struct HistoryInfo: Sendable, Equatable {
    /// The version of its tables.
    package var version = 0
    /// The broker that it belongs to; `nil` where none is named yet.
    package var owner: String?
    /// The bytes of its file, and of the log that belongs to it.
    package var size = 0
    /// How many of them hold nothing any more, and are used again.
    package var free = 0
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
            info.version = try Schema.migrator.appliedIdentifiers(db).count
            info.owner = try String.fetchOne(db, sql: "SELECT value FROM fact WHERE name = 'broker'")
            info.newest = try HistoryFacts(db).newest
            info.tasks = try Self.number(db, "SELECT COUNT(*) FROM task") ?? 0
            info.failed = try Self.number(db, "SELECT COUNT(*) FROM task WHERE failed = 1") ?? 0
            info.open = try Self.number(db, "SELECT COUNT(*) FROM task WHERE stage = 1") ?? 0
            info.oldestTask = try Self.number(db, "SELECT MIN(first) FROM task").map {
                Instant(microseconds: Int64($0))
            }
            info.countedSince = try Self.number(db, "SELECT MIN(time) FROM worker_count").map { Instant(minute: $0) }
            info.workers = try Self.number(db, "SELECT COUNT(*) FROM worker") ?? 0
            info.readings = try Self.number(db, "SELECT COUNT(*) FROM reading") ?? 0
            let watched = try WatchedTable(db).spans()
            info.watchedSpans = watched.count
            info.watchedSeconds = watched.reduce(0) { $0 + $1.length }
            info.watchedSince = watched.first?.since
            let page = try Self.number(db, "PRAGMA page_size") ?? 0
            info.free = page * (try Self.number(db, "PRAGMA freelist_count") ?? 0)
            return info
        }
        info.size = [path, path + "-wal"].reduce(0) { sum, file in
            var status = stat()
            return stat(file, &status) == 0 ? sum + Int(status.st_size) : sum
        }
        return info
    }

    private static func number(_ db: Database, _ sql: String) throws -> Int? { try Int.fetchOne(db, sql: sql) }
}
