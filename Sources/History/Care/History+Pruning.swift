/// What a pruning took away.
package struct HistoryPruning: Sendable, Equatable {
    /// How many tasks are gone.
    package var tasks = 0
    /// Whether the file was made shorter by what is gone; else the room is used again.
    package var isShorter = false
}

extension History {
    /// Takes away at once what is older than what is kept, instead of a little with each commit.
    ///
    /// Ages are counted back from the newest event, as ever. A file is made shorter where a quarter of it and more is
    /// free, and nobody else holds it.
    package func prune(keeping: HistoryWriter.Keeping) throws(HistoryError) -> HistoryPruning {
        let before = try count()
        var isDone = false
        while !isDone, !Task.isCancelled {
            isDone = try write { db in
                guard let newest = try HistoryFacts(db).newest else { return true }
                return try Purge(db).run(keeping: keeping, newest: newest)
            }
        }
        var pruning = HistoryPruning(tasks: before - (try count()))
        if !Task.isCancelled { pruning.isShorter = try engine.shrink() }
        return pruning
    }

    private func count() throws(HistoryError) -> Int {
        try read { db in try db.number("SELECT COUNT(*) FROM task \(db.dialect.allTasks)") ?? 0 }
    }
}
