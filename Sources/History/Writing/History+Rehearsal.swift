import GRDB

extension History {
    /// A secret of its own, the same whenever it is asked for.
    package func secret() throws(HistoryError) -> (UInt64, UInt64) {
        try write { db in try HistoryFacts(db).secret() }
    }

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
