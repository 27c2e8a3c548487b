import Celery

/// What was gathered, to be written in one transaction.
package struct HistoryBatch: Sendable {
    /// In the order of their keys, so that one page of the index after the other is written.
    let records: [(key: Int64, record: TaskRecord)]
    let workers: [WorkerName: WorkerRecord]
    let watched: [(span: TimeSpan, tolerance: Double)]
    let readings: [QueueReading]
    let traits: [WorkerName: WorkerTraits]
    let schedules: [ScheduleReading]
    /// The newest time that an event tells.
    let newest: Instant
    let receipt: HistoryReceipt
}

/// Writes batches into a history, one transaction each.
package struct HistoryCommitter: Sendable {
    private let history: History
    private let keeping: HistoryWriter.Keeping
    private var known = HistoryTransaction.Memory()

    /// Writes into a history.
    package init(to history: History, keeping: HistoryWriter.Keeping) {
        self.history = history
        self.keeping = keeping
    }

    /// Writes a batch.
    ///
    /// - Returns: what became of its events.
    /// - Throws: why nothing of it was written.
    package mutating func commit(_ batch: HistoryBatch) throws(HistoryError) -> HistoryReceipt {
        var memory = known
        known = HistoryTransaction.Memory()
        try history.engine.makeRoom(for: batch, keeping: keeping)
        let receipt = try history.write { db in
            var transaction = try HistoryTransaction(db, keeping: keeping, memory: memory)
            memory = HistoryTransaction.Memory()
            let receipt = try transaction.write(batch)
            memory = transaction.memory
            return receipt
        }
        known = memory
        return receipt
    }
}
