import GRDB

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
    /// Ages are counted back from the newest event, as ever. The file is made shorter where a quarter of it and more is
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
        let (pages, free) = try read { db in
            (
                try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0,
                try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
            )
        }
        guard free * 4 >= pages, free > 0, !Task.isCancelled else { return pruning }
        // Whoever writes just now, or a full disk, keeps it from that, which does no harm.
        pruning.isShorter =
            (try? guarded { try queue.vacuum() }) != nil
            && (try? guarded { try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) } }) != nil
        return pruning
    }

    private func count() throws(HistoryError) -> Int {
        try read { db in try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM task") ?? 0 }
    }
}
