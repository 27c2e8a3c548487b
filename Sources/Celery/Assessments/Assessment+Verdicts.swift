extension Assessment {
    /// What is worth remembering of this judgement: the attempts that a worker and the broker said they hold no longer,
    /// and those that a worker said it holds, of which no event had told.
    package var verdicts: [TaskRecord] {
        guard let asked = evidence.inspection?.asked else { return [] }
        return abandoned(asked) + found(asked)
    }

    /// Of workers that send no events, all is known from inspections alone, and their counts are not.
    private func found(_ asked: Instant) -> [TaskRecord] {
        tasks.compactMap { task in
            let unheard = task.attempts.map(\.attempt).filter { attempt in
                attempt.isHeld && attempt.lastHeard == nil && workers[attempt.worker]?.lastTaskEvent != nil
            }
            let marksByWorker = unheard.map { attempt in
                let time = attempt.started ?? asked + (workers[attempt.worker]?.clockLead ?? 0)
                let mark = Mark(
                    kind: .held(isBegun: attempt.started != nil), timestamp: time, clock: 0, heard: asked,
                    facts: attempt.facts)
                return TaskRecord.WorkerMarks(worker: attempt.worker, marks: [mark])
            }
            return marksByWorker.isEmpty ? nil : TaskRecord(id: task.id, sent: [], marksByWorker: marksByWorker)
        }
    }

    private func abandoned(_ asked: Instant) -> [TaskRecord] {
        tasks.compactMap { task in
            guard task.isFromEvents else { return nil }
            let own = Dictionary(grouping: task.attempts.filter { $0.outcome.isPending || $0.isAbandoned }) {
                $0.attempt.worker
            }
            let marksByWorker = own.compactMap { worker, attempts -> TaskRecord.WorkerMarks? in
                guard attempts.allSatisfy(\.isAbandoned) else { return nil }
                let seen = attempts.compactMap(\.attempt.lastSeen).max() ?? asked
                let time = max(asked + (workers[worker]?.clockLead ?? 0), seen)
                let mark = Mark(kind: .dropped, timestamp: time, clock: 0, heard: asked, facts: TaskFacts())
                return TaskRecord.WorkerMarks(worker: worker, marks: [mark])
            }
            return marksByWorker.isEmpty ? nil : TaskRecord(id: task.id, sent: [], marksByWorker: marksByWorker)
        }
    }
}
