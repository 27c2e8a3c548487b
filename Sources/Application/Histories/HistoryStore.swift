import History

/// Commits batches beside whoever gathers the next.
actor HistoryStore {
    private var committer: HistoryCommitter
    private var batch: HistoryBatch?

    init(_ committer: HistoryCommitter) { self.committer = committer }

    /// Takes over a batch, and gives back the former: to free one takes a tenth of the time, which is the caller's.
    func exchange(for batch: consuming HistoryBatch) -> HistoryBatch? {
        let former = self.batch.take()
        self.batch = batch
        return former
    }

    /// Writes the batch that it holds.
    func commit() throws(HistoryError) -> HistoryReceipt {
        try batch.map { batch throws(HistoryError) in try committer.commit(batch) } ?? HistoryReceipt()
    }
}
