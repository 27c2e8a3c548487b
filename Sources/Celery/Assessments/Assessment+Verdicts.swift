extension Assessment {
    /// What is worth remembering of this judgement: the attempts that a worker and the broker said they hold no longer.
    package var verdicts: [TaskRecord] {
        guard let asked = evidence.inspection?.asked else { return [] }
        return tasks.compactMap { task in
            guard task.isFromEvents else { return nil }
            let own = Dictionary(grouping: task.attempts.filter { $0.outcome.isPending || $0.isAbandoned }) {
                $0.attempt.worker
            }
            let ledgers = own.compactMap { worker, attempts -> TaskRecord.Ledger? in
                guard attempts.allSatisfy(\.isAbandoned) else { return nil }
                let seen = attempts.compactMap(\.attempt.lastSeen).max() ?? asked
                let time = max(asked + (workers[worker]?.clockLead ?? 0), seen)
                let mark = Mark(kind: .dropped, timestamp: time, clock: 0, heard: asked, facts: TaskFacts())
                return TaskRecord.Ledger(worker: worker, marks: [mark])
            }
            return ledgers.isEmpty ? nil : TaskRecord(id: task.id, sent: [], ledgers: ledgers)
        }
    }
}
