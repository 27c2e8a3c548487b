import Celery
import GRDB

extension History {
    /// More flaws aren't told one by one.
    private static let mostFlaws = 20

    /// What is wrong with it, as far as SQLite and our own codes can tell; nothing where it is sound.
    ///
    /// Reads all of it.
    package func flaws() throws(HistoryError) -> [String] {
        do {
            let found = try queue.read { db in
                let found = try String.fetchAll(db, sql: "PRAGMA integrity_check(\(Self.mostFlaws))")
                return found == ["ok"] ? try Self.unreadableRows(db) : found
            }
            return found
        } catch {
            let failure = HistoryError(error, path: path)
            guard case .damaged = failure else { throw failure }
            return ["SQLite can't read it: \(error)"]
        }
    }

    private static func unreadableRows(_ db: Database) throws -> [String] {
        let words = try WordList(db)
        var unreadable = [
            (name: "tasks", count: 0), (name: "heartbeats", count: 0), (name: "settings of workers", count: 0),
            (name: "schedules", count: 0),
        ]
        try Prepared(db, "SELECT record FROM task").rows { row in
            if (try? TaskReader.decode(row.bytes(0), words: words)) == nil { unreadable[0].count += 1 }
        }
        try Prepared(db, "SELECT data FROM beat").rows { row in
            if (try? HeartbeatCode.decode(row.bytes(0), of: WorkerName(""), words: words)) == nil {
                unreadable[1].count += 1
            }
        }
        if try db.tableExists("trait") {
            try Prepared(db, "SELECT data FROM trait").rows { row in
                let isReadable = (try? TraitCode.decode(row.bytes(0), seen: .distantPast)) != nil
                if !isReadable { unreadable[2].count += 1 }
            }
        }
        if try db.tableExists("schedule") {
            try Prepared(db, "SELECT entries, times FROM schedule").rows { row in
                let entries = try? ScheduleCode.decode(entries: row.bytes(0), times: row.bytes(1), until: .distantPast)
                if entries == nil { unreadable[3].count += 1 }
            }
        }
        return unreadable.filter { $0.count > 0 }.map { "\($0.count) \($0.name) can't be read" }
    }
}
