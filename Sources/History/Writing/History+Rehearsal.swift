import GRDB

extension History {
    /// Tries to write, and takes it back.
    package func rehearse() throws(HistoryError) {
        try guarded {
            try queue.inTransaction(.immediate) { db in
                try db.execute(sql: "INSERT INTO fact (name, value) VALUES ('rehearsal', '') ON CONFLICT DO NOTHING")
                return .rollback
            }
        }
    }
}
