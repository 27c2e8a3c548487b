extension History {
    /// A secret of its own, the same whenever it is asked for.
    package func secret() throws(HistoryError) -> (UInt64, UInt64) {
        try write { db in try HistoryFacts(db).secret() }
    }
}
