import History

/// Commits batches beside whoever gathers the next.
actor HistoryStore {
    private var committer: HistoryCommitter

    init(_ committer: HistoryCommitter) { self.committer = committer }

    /// Writes a batch.
    func commit(_ batch: HistoryBatch) throws(HistoryError) -> HistoryReceipt {
        try committer.commit(batch)
    }
}
