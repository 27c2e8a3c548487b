/// What about the workers needs attention.
struct WorkerFindings {
    let snapshot: Snapshot
    let assessment: Assessment
    let state: ClusterState

    /// The listed tasks that were lost, and how many lost attempts were made good by a later one, by their worker.
    private let lostTasks: [WorkerName: [TaskRow]]
    private let madeGood: [WorkerName: Int]

    init(snapshot: Snapshot, assessment: Assessment, state: ClusterState) {
        (self.snapshot, self.assessment, self.state) = (snapshot, assessment, state)
        lostTasks = snapshot.tasks.reduce(into: [:]) { lost, task in
            guard task.state == Outcome.lost.state, let worker = task.worker else { return }
            lost[worker, default: []].append(task)
        }
        madeGood = assessment.tasks.reduce(into: [:]) { made, task in
            guard task.attempts.contains(where: { $0.outcome == .succeeded }) else { return }
            for judged in task.attempts where judged.outcome == .lost { made[judged.attempt.worker, default: 0] += 1 }
        }
    }

    var all: [Finding] {
        let ofEach = snapshot.workers.flatMap { worker in
            [
                gone(worker), silent(worker), lost(worker), withoutEvents(worker), twins(worker), skewed(worker),
                unseen(worker), untold(worker), behindLong(worker),
            ].compactMap { $0 }
        }
        return AlikeFindings.folded(ofEach) + [nobody].compactMap { $0 }
            + ControlFindings(snapshot: snapshot, evidence: assessment.evidence).all
    }

    private func gone(_ worker: WorkerRow) -> Finding? {
        guard worker.status == .offline else { return nil }
        let farewell = state.workers[worker.name]?.lifeline.farewell
        let since = farewell?.heard ?? worker.lastHeartbeat
        let forgotten = since.map { assessment.rules.moment.since($0) > snapshot.coverage.forgetOffline } ?? false
        guard !forgotten else { return nil }
        let how: Phrase =
            farewell == nil ? "is offline: it fell silent without a good-bye" : "is offline: it said good-bye"
        return Finding(
            farewell == nil ? .warning : .note, .workerOffline, subject: worker.name.description,
            message: "worker \(name: worker.name) \(how)", time: since)
    }

    private func silent(_ worker: WorkerRow) -> Finding? {
        guard worker.status == .unknown else { return nil }
        guard let last = worker.lastHeartbeat else {
            return Finding(
                .note, .workerUnknown, subject: worker.name.description,
                message: "worker \(name: worker.name) is only a name in the broker: nothing was heard of it")
        }
        let silence = Wording.duration(assessment.rules.moment.since(last))
        let active = worker.counts[.active] ?? 0
        let reason: Phrase =
            active > 0 ? "; it had begun \(Wording.count(active, "task")), and a busy solo worker is silent" : ""
        return Finding(
            .note, .workerSilent, subject: worker.name.description,
            message: "worker \(name: worker.name) has been silent for \(silence)\(reason)", time: last)
    }

    private func lost(_ worker: WorkerRow) -> Finding? {
        guard let lost = worker.counts[.lost], lost > 0 else { return nil }
        if madeGood[worker.name, default: 0] >= lost {
            return Finding(
                .note, .attemptsLost, subject: worker.name.description,
                message: "\(Wording.count(lost, "attempt")) lost on \(name: worker.name); "
                    + (lost == 1 ? "its task" : "their tasks") + " succeeded when delivered again")
        }
        let tasks = lostTasks[worker.name] ?? []
        let back = tasks.filter { $0.isUnacknowledged == true }
        let gone = tasks.count { $0.isUnacknowledged == false }
        var message: Phrase = "\(Wording.count(lost, "attempt")) lost on \(name: worker.name)"
        if !back.isEmpty {
            message += "; \(Wording.count(back.count, "message")) will be delivered again"
        }
        if gone > 0 { message += "; \(Wording.count(gone, "message")) acknowledged before, and gone" }
        return Finding(
            .critical, .attemptsLost, subject: worker.name.description, message: message,
            time: back.compactMap(\.redelivery).min())
    }

    private func withoutEvents(_ worker: WorkerRow) -> Finding? {
        guard worker.sendsEvents == false else { return nil }
        return Finding(
            .warning, .eventsOff, subject: worker.name.description,
            message: "worker \(name: worker.name) sends no task events, so what it did can't be counted; "
                + "start it with -E, or set worker_send_task_events")
    }

    private func twins(_ worker: WorkerRow) -> Finding? {
        guard state.workers[worker.name]?.lifeline.hasTwins == true else { return nil }
        return Finding(
            .warning, .workerTwins, subject: worker.name.description,
            message: "two live workers share the name \(name: worker.name): their numbers can't be told apart")
    }

    private func skewed(_ worker: WorkerRow) -> Finding? {
        guard let skew = state.workers[worker.name]?.clockLead, skew != 0 else { return nil }
        return Finding(
            .warning, .clockSkew, subject: worker.name.description,
            message: "the clock of \(name: worker.name) is \(Wording.duration(abs(skew))) "
                + "\(skew > 0 ? "ahead of" : "behind") ours")
    }

    private func unseen(_ worker: WorkerRow) -> Finding? {
        guard worker.sendsEvents == true, let unseen = worker.unseen, unseen > 0, let executions = worker.executions
        else { return nil }
        return Finding(
            .note, .executionsUnseen, subject: worker.name.description,
            message: "\(Wording.grouped(unseen)) of \(Wording.count(executions, "execution")) of \(name: worker.name) "
                + "sent no event that reached us"
                + (worker.unseenMargin.map { $0 > 0 ? " (give or take \(Wording.grouped($0)))" : "" } ?? ""))
    }

    /// What a worker executes of which neither an event nor an answer told: its heartbeats say how many there are.
    private func untold(_ worker: WorkerRow) -> Finding? {
        guard worker.counts.processed == nil, worker.inspection?.active == nil, let active = worker.counts[.active],
            active > 0
        else { return nil }
        return Finding(
            .note, .executionsUntold, subject: worker.name.description,
            message: "\(name: worker.name) says that it executes \(Wording.count(active, "task")); "
                + "which, neither an event nor an answer told")
    }

    /// Prefetched work that waits behind a task that has been running for a minute and more.
    private func behindLong(_ worker: WorkerRow) -> Finding? {
        guard let answer = worker.inspection, let active = answer.active, let reserved = answer.reserved,
            !reserved.isEmpty, let concurrency = worker.concurrency, active.count >= concurrency,
            let latest = active.compactMap(\.started).max(), snapshot.capturedAt.since(latest) > 60
        else { return nil }
        return Finding(
            .note, .prefetchedBehindLong, subject: worker.name.description,
            message:
                "\(Wording.count(reserved.count, "task")) fetched by \(name: worker.name) \(reserved.count == 1 ? "waits" : "wait") behind "
                + "\(active.count == 1 ? "one" : Wording.grouped(active.count)) that \(active.count == 1 ? "has" : "have") been running for at least "
                + Wording.duration(snapshot.capturedAt.since(latest)))
    }

    private var nobody: Finding? {
        // One that is silent for a while may be busy; that it is silent is a finding of its own.
        let isSilent = snapshot.workers.contains { $0.status == .unknown && $0.lastHeartbeat != nil }
        let reached = assessment.evidence.inspection?.expected ?? 0
        guard !isSilent, reached == 0,
            !snapshot.workers.contains(where: { $0.status == .online || $0.status == .stopping }),
            snapshot.sources.contains(where: { ($0.name == "events" || $0.name == "inspect") && $0.status == .ok })
        else { return nil }
        return Finding(.warning, .noWorkers, subject: "workers", message: "no worker is online")
    }
}
