/// All that events told of one task, in the order of each sender's clock.
package struct TaskRecord: Sendable, Equatable {
    /// What one worker said of the task.
    package struct Ledger: Sendable, Equatable {
        /// The worker.
        package let worker: WorkerName
        /// What it said, oldest first.
        package fileprivate(set) var marks: [Mark]

        /// Puts together what was stored.
        package init(worker: WorkerName, marks: [Mark]) {
            self.worker = worker
            self.marks = marks
        }
    }

    /// Its identifier.
    package let id: TaskID
    /// What the producers said, oldest first.
    package private(set) var sent: [Mark] = []
    /// What the workers said, in no order that means anything.
    package private(set) var ledgers: [Ledger] = []

    /// Knows nothing of a task yet.
    package init(id: TaskID) { self.id = id }

    /// Puts together what was stored.
    package init(id: TaskID, sent: [Mark], ledgers: [Ledger]) {
        self.id = id
        self.sent = sent
        self.ledgers = ledgers
    }

    /// Takes in an event of this task.
    ///
    /// - Returns: `false` where it was known.
    @discardableResult
    package mutating func insert(_ event: TaskEvent) -> Bool {
        let mark = Mark(event)
        if event.kind == .sent { return sent.insert(mark) }
        let worker = WorkerName(event.origin.sender)
        guard let index = ledgers.firstIndex(where: { $0.worker == worker }) else {
            ledgers.append(Ledger(worker: worker, marks: [mark]))
            return true
        }
        return ledgers[index].marks.insert(mark)
    }

    /// Takes in what another record knows of the same task, and calls `isNew` with each mark that wasn't known, and who
    /// left it; `nil` is a producer.
    package mutating func merge(_ other: TaskRecord, isNew: (Mark, WorkerName?) -> Void = { _, _ in }) {
        for mark in other.sent where sent.insert(mark) { isNew(mark, nil) }
        for ledger in other.ledgers {
            guard let index = ledgers.firstIndex(where: { $0.worker == ledger.worker }) else {
                ledgers.append(ledger)
                for mark in ledger.marks { isNew(mark, ledger.worker) }
                continue
            }
            for mark in ledger.marks where ledgers[index].marks.insert(mark) { isNew(mark, ledger.worker) }
        }
    }

    /// What was known of it at a time, by its senders' clocks; `nil` where that is nothing.
    package func known(by limit: Instant) -> TaskRecord? {
        let ledgers = ledgers.map { Ledger(worker: $0.worker, marks: $0.marks.filter { $0.timestamp <= limit }) }
        let known = TaskRecord(
            id: id, sent: sent.filter { $0.timestamp <= limit }, ledgers: ledgers.filter { !$0.marks.isEmpty })
        return known.sent.isEmpty && known.ledgers.isEmpty ? nil : known
    }

    /// What is known of the task as a whole: the later word wins.
    package var facts: TaskFacts {
        var facts = TaskFacts()
        let marks = (sent + ledgers.flatMap(\.marks)).sorted { $0.precedes($1) }
        for mark in marks where !mark.shared.isEmpty { facts.merge(mark.facts) }
        return facts
    }

    /// When the message of an attempt was sent: the last that says the same number of retries and the same name.
    func sent(for attempt: Attempt) -> Instant? {
        let index = sent.lastIndex { mark in
            let sameName = mark.shared.name == nil || attempt.told.name == nil || mark.shared.name == attempt.told.name
            return sameName && (mark.shared.retries ?? 0) == (attempt.told.retries ?? mark.shared.retries ?? 0)
        }
        return index.map { sent[$0].timestamp }
    }

    /// The queue that an attempt's message was sent to.
    func queue(for attempt: Attempt) -> String? {
        let same = sent.last { ($0.shared.retries ?? 0) == (attempt.told.retries ?? $0.shared.retries ?? 0) }
        return (same ?? sent.last)?.facts.queue
    }
}
