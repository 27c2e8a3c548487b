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

        /// Begins with a mark, and with room for those of a whole attempt.
        fileprivate init(worker: WorkerName, first mark: Mark) {
            self.worker = worker
            marks = []
            marks.reserveCapacity(3)
            marks.append(mark)
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
            ledgers.append(Ledger(worker: worker, first: mark))
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

    /// When the message of an attempt was sent; `nil` where nobody told that, or not of which attempt.
    func sent(for attempt: Attempt) -> Instant? { message(of: attempt)?.timestamp }

    /// The queue that an attempt's message was sent to.
    func queue(for attempt: Attempt) -> String? { (message(of: attempt) ?? sent.last)?.facts.queue }

    /// The last message that says the same name and number of retries as an attempt. Where the attempt doesn't tell its
    /// number, the last sent before it began; the first of all precedes every attempt, whatever the clocks say.
    private func message(of attempt: Attempt) -> Mark? {
        let (name, retries, since) = (attempt.told.name, attempt.told.retries, attempt.since)
        let isNamed = { (mark: Mark) in mark.shared.name == nil || name == nil || mark.shared.name == name }
        if let retries { return sent.last { isNamed($0) && ($0.shared.retries ?? 0) == retries } }
        guard let since else { return sent.last(where: isNamed) }
        return sent.last { isNamed($0) && $0.timestamp <= since }
            ?? sent.first { isNamed($0) && ($0.shared.retries ?? 0) == 0 }
    }
}
