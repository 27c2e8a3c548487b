extension Attempt {
    /// What a later receipt of the same task proves of this attempt; `nil` where that is nothing.
    ///
    /// A task that replaces itself is its own parent, and begins anew with no retries; so is a retry its own parent,
    /// but with one retry more. What is alike in everything is the same message, which the broker delivered again.
    func succession(by other: SharedFacts, of task: TaskID, at time: Instant) -> Succession? {
        let later = other.facts
        let own = facts
        if let before = own.retries, let after = later.retries, after > before { return .retry(time) }
        if let name = own.name, let newName = later.name, !name.isSame(as: newName) { return .replacement(time) }
        let isSame = own.isSameMessage(as: later)
        if later.parent == task, (later.retries ?? 0) == 0, !isSame || started != nil { return .replacement(time) }
        return customState == nil && started == nil && isSame ? .redelivery(time) : nil
    }
}

extension TaskFacts {
    /// Whether two receipts are of one message.
    func isSameMessage(as other: TaskFacts) -> Bool { message == other.message }

    /// What tells the message of a receipt from others of its task.
    var message: MessageKey {
        MessageKey(name: name.exact, retries: retries, parent: parent, args: args, kwargs: kwargs)
    }
}

/// What the receipts of one message have in common.
struct MessageKey: Hashable {
    let name: ExactText?
    let retries: Int?
    let parent: TaskID?
    let args: String?
    let kwargs: String?
}

extension [Attempt] {
    /// Finds out which attempts are over since another worker received their task later.
    ///
    /// `ahead` tells by how many seconds a worker's clock is ahead of ours.
    mutating func relate(of task: TaskID, ahead: (WorkerName) -> Double) {
        var order: [(index: Int, time: Instant)] = []
        for index in indices {
            let since: Instant = self[index].since ?? .distantPast
            order.append((index, since - ahead(self[index].worker)))
        }
        order.sort { $0.time != $1.time ? $0.time < $1.time : $0.index < $1.index }
        for (place, earlier) in order.enumerated() where self[earlier.index].isOpen {
            let attempt = self[earlier.index]
            guard attempt.succession == nil else { continue }
            for candidate in order.dropFirst(place + 1).prefix(Self.reach) {
                let later = self[candidate.index]
                guard later.worker != attempt.worker, later.received != nil else { continue }
                let time: Instant = candidate.time + ahead(attempt.worker)
                let told = SharedFacts(later.facts)
                guard let succession = attempt.succession(by: told, of: task, at: time) else { continue }
                self[earlier.index].succession = succession
                break
            }
        }
    }

    /// So many later receipts are looked at; a message that goes in circles has thousands.
    private static var reach: Int { 8 }
}

extension TaskRecord {
    /// The attempts at the task, those of one worker together, in the order of its receipts.
    ///
    /// `turns` gives the turns in the life of a worker, oldest first; `ahead` tells by how many seconds its clock is
    /// ahead of ours.
    func attempts(
        turns: (WorkerName) -> [Presence.Turn], ahead: (WorkerName) -> Double = { _ in 0 }
    ) -> [Attempt] {
        var attempts: [Attempt] = []
        for workerMarks in marksByWorker {
            attempts += AttemptMatcher.attempts(
                of: workerMarks.worker, at: id, marks: workerMarks.marks, turns: turns(workerMarks.worker))
        }
        if marksByWorker.count > 1, attempts.contains(where: \.isOpen) { attempts.relate(of: id, ahead: ahead) }
        return attempts
    }
}
