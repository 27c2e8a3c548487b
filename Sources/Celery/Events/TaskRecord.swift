/// All that events told of one task, in the order of each sender's clock.
package struct TaskRecord: Sendable, Equatable {
    /// What one worker said of the task.
    package struct WorkerMarks: Sendable, Equatable {
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
    package private(set) var marksByWorker: [WorkerMarks] = []

    /// Knows nothing of a task yet.
    package init(id: TaskID) { self.id = id }

    /// Puts together what was stored.
    package init(id: TaskID, sent: [Mark], marksByWorker: [WorkerMarks]) {
        self.id = id
        self.sent = sent
        self.marksByWorker = marksByWorker
    }

    /// Takes in an event of this task.
    ///
    /// - Returns: `false` where it was known.
    @discardableResult
    package mutating func insert(_ event: TaskEvent) -> Bool {
        let mark = Mark(event)
        if event.kind == .sent { return sent.insert(mark) }
        let worker = WorkerName(event.origin.sender)
        guard let index = marksByWorker.firstIndex(where: { $0.worker == worker }) else {
            marksByWorker.append(WorkerMarks(worker: worker, first: mark))
            return true
        }
        return marksByWorker[index].marks.insert(mark)
    }

    /// Takes in what another record knows of the same task, and calls `isNew` with each mark that wasn't known, and who
    /// left it; `nil` is a producer.
    package mutating func merge(_ other: TaskRecord, isNew: (Mark, WorkerName?) -> Void = { _, _ in }) {
        for mark in other.sent where sent.insert(mark) { isNew(mark, nil) }
        for workerMarks in other.marksByWorker {
            guard let index = marksByWorker.firstIndex(where: { $0.worker == workerMarks.worker }) else {
                marksByWorker.append(workerMarks)
                for mark in workerMarks.marks { isNew(mark, workerMarks.worker) }
                continue
            }
            for mark in workerMarks.marks where marksByWorker[index].marks.insert(mark) {
                isNew(mark, workerMarks.worker)
            }
        }
    }

    /// What was known of it at a time, by its senders' clocks; `nil` where that is nothing.
    package func known(by limit: Instant) -> TaskRecord? {
        let marksByWorker = marksByWorker.map {
            WorkerMarks(worker: $0.worker, marks: $0.marks.filter { $0.timestamp <= limit })
        }
        let known = TaskRecord(
            id: id, sent: sent.filter { $0.timestamp <= limit },
            marksByWorker: marksByWorker.filter { !$0.marks.isEmpty })
        return known.sent.isEmpty && known.marksByWorker.isEmpty ? nil : known
    }

    /// What is known of the task as a whole: the later word wins, but a task has the parent of its first receipt.
    package var facts: TaskFacts { facts { _ in 0 } }

    /// The same where clocks disagree: `ahead` tells by how many seconds a worker's clock is ahead of ours.
    func facts(ahead: (WorkerName) -> Double) -> TaskFacts {
        var marks = sent.map { (mark: $0, time: $0.timestamp) }
        for workerMarks in marksByWorker {
            let lead = ahead(workerMarks.worker)
            marks += workerMarks.marks.map { ($0, $0.timestamp - lead) }
        }
        marks.sort { $0.time != $1.time ? $0.time < $1.time : $0.mark.precedes($1.mark) }
        var facts = TaskFacts()
        for (mark, _) in marks where !mark.shared.isEmpty { facts.merge(mark.facts) }
        guard facts.parent != nil, let origin = origin(in: marks.map(\.mark)) else { return facts }
        (facts.parent, facts.root) = (origin.parent, origin.root ?? facts.root)
        return facts
    }

    /// What the first message of the task told: a task that replaces itself, or is retried, is its own parent from then
    /// on, and one that a chain takes the place of is its own grandchild.
    private func origin(in marks: [Mark]) -> TaskFacts? {
        let messages = marks.lazy.filter { $0.kind == .received || $0.kind == .sent }.map(\.facts)
        return messages.first { $0.parent != id && ($0.retries ?? 0) == 0 } ?? messages.first
    }
}
