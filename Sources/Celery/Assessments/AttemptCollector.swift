/// Puts together what events and an inspection tell of the attempts at each task, as of a moment.
struct AttemptCollector {
    /// The turns in the lives of workers, until that moment.
    let turns: [WorkerName: [Presence.Turn]]
    /// All that are known.
    let allTurns: [WorkerName: [Presence.Turn]]
    /// By how many seconds the clocks of workers are ahead of ours.
    let leads: [WorkerName: Double]
    /// What the workers said that they hold.
    let held: HeldTasks
    /// The moment; `distantFuture` where that is now.
    let horizon: Instant

    /// The attempts at a task; `nil` where nothing was known of it yet.
    func collect(_ whole: TaskRecord) -> Assessment.JudgedTask? {
        guard let record = horizon < .distantFuture ? whole.known(by: horizon) : whole else { return nil }
        var attempts = record.attempts(turns: { turns[$0] ?? [] }, ahead: { leads[$0] ?? 0 })
        if horizon < .distantFuture { attempts.prove(by: whole, turns: allTurns) }
        var holders = held.byTask[record.id] ?? [:]
        for workerMarks in record.marksByWorker {
            guard let held = holders.removeValue(forKey: workerMarks.worker) else { continue }
            attempts.take(held, worker: workerMarks.worker, asked: self.held.asked)
        }
        var facts = record.facts { leads[$0] ?? 0 }
        for (worker, held) in holders.sorted(by: { $0.key < $1.key }) {
            attempts.take(held, worker: worker, asked: self.held.asked)
            facts.fill(held.task.facts)
        }
        let ordered = attempts.sorted(by: isEarlier)
        let judged = zip(ordered, record.messages(of: ordered)).map { attempt, message in
            Assessment.JudgedAttempt(
                attempt: attempt, outcome: .unaccounted, sent: message?.timestamp, queue: record.queue(of: message),
                isEndedByEvents: attempt.toldOutcome != nil)
        }
        return Assessment.JudgedTask(
            id: record.id, facts: facts, attempts: judged, sent: record.sent.first?.timestamp, isFromEvents: true)
    }

    /// The attempts at a task that no event told of.
    func collect(_ id: TaskID, holders: [WorkerName: HeldTasks.Held]) -> Assessment.JudgedTask {
        var attempts: [Attempt] = []
        var facts = TaskFacts()
        for (worker, held) in holders.sorted(by: { $0.key < $1.key }) {
            attempts.take(held, worker: worker, asked: self.held.asked)
            facts.fill(held.task.facts)
        }
        let judged = attempts.map { Assessment.JudgedAttempt(attempt: $0, outcome: .unaccounted) }
        return Assessment.JudgedTask(id: id, facts: facts, attempts: judged, isFromEvents: false)
    }

    private func isEarlier(_ lhs: Attempt, _ rhs: Attempt) -> Bool {
        let left = (lhs.since ?? .distantPast) - (leads[lhs.worker] ?? 0)
        let right = (rhs.since ?? .distantPast) - (leads[rhs.worker] ?? 0)
        return left != right ? left < right : Attempt.isReceivedEarlier(lhs, rhs)
    }
}

extension [Attempt] {
    /// Takes what came after the moment that is told of as evidence: what ended later, or was begun later, was in its
    /// worker's hands then.
    fileprivate mutating func prove(by whole: TaskRecord, turns: [WorkerName: [Presence.Turn]]) {
        guard contains(where: \.isOpen) else { return }
        let later = whole.attempts { turns[$0] ?? [] }
        for (worker, places) in Dictionary(grouping: indices, by: { self[$0].worker }) {
            let own = later.filter { $0.worker == worker }
            for (index, known) in zip(places, own) where self[index].isOpen && !self[index].isOver {
                let isProven = !known.isOpen || (known.started != nil && self[index].started == nil)
                guard isProven else { continue }
                self[index].isHeld = true
                self[index].interruption = nil
            }
        }
    }
}
