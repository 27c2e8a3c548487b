/// All that events told of one task, in the order of each sender's clock.
package struct TaskRecord: Sendable, Equatable {
    /// What one worker said of the task.
    struct Ledger: Sendable, Equatable {
        let worker: WorkerName
        var marks: [Mark]
    }

    /// Its identifier.
    package let id: TaskID
    /// What the producers said, oldest first.
    private(set) var sent: [Mark] = []
    /// What the workers said, in no order that means anything.
    private(set) var ledgers: [Ledger] = []

    init(id: TaskID) { self.id = id }

    mutating func insert(_ event: TaskEvent) -> Bool {
        let mark = Mark(event)
        if event.kind == .sent { return sent.insert(mark) }
        let worker = WorkerName(event.origin.sender)
        guard let index = ledgers.firstIndex(where: { $0.worker == worker }) else {
            ledgers.append(Ledger(worker: worker, marks: [mark]))
            return true
        }
        return ledgers[index].marks.insert(mark)
    }

    /// What is known of the task as a whole: the later word wins.
    var facts: TaskFacts {
        var facts = TaskFacts()
        let marks = (sent + ledgers.flatMap(\.marks)).sorted { $0.precedes($1) }
        for mark in marks { facts.merge(mark.facts) }
        return facts
    }

    /// When the message of an attempt was sent: the last that says the same number of retries and the same name.
    func sent(for attempt: Attempt) -> Instant? {
        let candidates = sent.filter { mark in
            let sameName = mark.facts.name == nil || attempt.facts.name == nil || mark.facts.name == attempt.facts.name
            return sameName && (mark.facts.retries ?? 0) == (attempt.facts.retries ?? mark.facts.retries ?? 0)
        }
        return candidates.last?.timestamp
    }

    /// The queue that an attempt's message was sent to.
    func queue(for attempt: Attempt) -> String? {
        let same = sent.last { ($0.facts.retries ?? 0) == (attempt.facts.retries ?? $0.facts.retries ?? 0) }
        return (same ?? sent.last)?.facts.queue
    }
}
