/// What the workers said in an inspection that they hold, by task.
struct HeldTasks {
    /// A task in a worker's hands.
    struct Held {
        enum Stage { case active, reserved, scheduled }
        let stage: Stage
        let task: HeldTask
    }

    private(set) var byTask: [TaskID: [WorkerName: Held]] = [:]
    let asked: Instant

    init(_ inspection: Inspection?) {
        asked = inspection?.asked ?? .distantPast
        for (name, worker) in inspection?.workers ?? [:] {
            for task in worker.scheduled ?? [] { add(Held(stage: .scheduled, task: task), name) }
            for task in worker.reserved ?? [] { add(Held(stage: .reserved, task: task), name) }
            for task in worker.active ?? [] { add(Held(stage: .active, task: task), name) }
        }
    }

    private mutating func add(_ held: Held, _ worker: WorkerName) {
        byTask[held.task.task, default: [:]][worker] = held
    }
}

extension [Attempt] {
    /// Finds the attempt that a worker means when it says that it holds the task, or adds it.
    ///
    /// What was heard since it was asked is newer than its answer.
    mutating func take(_ held: HeldTasks.Held, worker: WorkerName, asked: Instant) {
        let own = indices.filter { self[$0].worker == worker }
        let index =
            held.stage == .active ? running(own, since: held.task.started, asked: asked) : open(own)
        if let index {
            self[index].facts.fill(held.task.facts)
            if held.stage == .active, self[index].started == nil { self[index].started = held.task.started ?? asked }
            if self[index].isOpen {
                self[index].isHeld = true
                self[index].interruption = nil
                self[index].succession = nil
                self[index].dropped = nil
            }
            return
        }
        if own.contains(where: { (self[$0].lastHeard ?? .distantPast) >= asked }) { return }
        var attempt = Attempt(worker: worker)
        attempt.facts = held.task.facts
        attempt.lastSeen = asked
        attempt.isHeld = true
        if held.stage == .active { attempt.started = held.task.started ?? asked }
        append(attempt)
    }

    private func running(_ own: [Int], since started: Instant?, asked: Instant) -> Int? {
        if let started {
            let same = own.first { abs((self[$0].started ?? .distantPast).since(started)) < 1 }
            let ended = own.first { index in
                guard self[index].started == nil, let finished = self[index].finished else { return false }
                return finished >= started - 1 && (self[index].lastHeard ?? .distantPast) >= asked
            }
            if let index = same ?? ended { return index }
        }
        return open(own)
    }

    /// The first that has not ended, rather one that nothing proves over.
    private func open(_ own: [Int]) -> Int? {
        own.first { self[$0].isOpen && !self[$0].isOver } ?? own.last { self[$0].isOpen }
    }
}
