import Celery

extension History {
    /// What is wrong with it, as far as its engine and our own codes can tell; nothing where it is sound.
    ///
    /// Reads all of it.
    package func flaws() throws(HistoryError) -> [String] {
        let found = try engine.flaws()
        guard found.isEmpty else { return found }
        do {
            return try read(Self.unreadableRows)
        } catch {
            guard case .damaged = error else { throw error }
            return ["some of it can't be read at all"]
        }
    }

    private static func unreadableRows(_ db: any HistoryDatabase) throws -> [String] {
        let words = try WordList(db)
        var unreadable = [
            (name: "tasks", count: 0), (name: "heartbeats", count: 0), (name: "settings of workers", count: 0),
            (name: "schedules", count: 0),
        ]
        try Prepared(db, "SELECT record FROM task \(db.dialect.allTasks)").rows { row in
            if (try? TaskReader.decode(row.bytes(0), words: words)) == nil { unreadable[0].count += 1 }
        }
        try Prepared(db, "SELECT data FROM beat \(db.dialect.all)").rows { row in
            if (try? HeartbeatCode.decode(row.bytes(0), of: WorkerName(""), words: words)) == nil {
                unreadable[1].count += 1
            }
        }
        if try db.hasTable("trait") {
            try Prepared(db, "SELECT data FROM trait \(db.dialect.all)").rows { row in
                let isReadable = (try? TraitCode.decode(row.bytes(0), seen: .distantPast)) != nil
                if !isReadable { unreadable[2].count += 1 }
            }
        }
        if try db.hasTable("schedule") {
            try Prepared(db, "SELECT entries, times FROM schedule \(db.dialect.all)").rows { row in
                let entries = try? ScheduleCode.decode(entries: row.bytes(0), times: row.bytes(1), until: .distantPast)
                if entries == nil { unreadable[3].count += 1 }
            }
        }
        return unreadable.filter { $0.count > 0 }.map { "\($0.count) \($0.name) can't be read" }
    }
}
