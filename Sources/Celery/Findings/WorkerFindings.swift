/// What about the workers needs attention.
struct WorkerFindings {
    let snapshot: Snapshot
    let assessment: Assessment
    let state: ClusterState

    /// The listed tasks that were lost, and how many lost attempts were made good by a later one, by their worker.
    private let lostTasks: [WorkerName: [TaskRow]]
    private let madeGood: [WorkerName: Int]
    /// How many attempts are known that each executes.
    private let executing: [WorkerName: Int]

    init(snapshot: Snapshot, assessment: Assessment, state: ClusterState) {
        (self.snapshot, self.assessment, self.state) = (snapshot, assessment, state)
        lostTasks = snapshot.tasks.reduce(into: [:]) { lost, task in
            guard task.state == Outcome.lost.state, let worker = task.worker else { return }
            lost[worker, default: []].append(task)
        }
        executing = assessment.tasks.flatMap(\.attempts).reduce(into: [:]) { executing, judged in
            if judged.outcome == .active { executing[judged.attempt.worker, default: 0] += 1 }
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
        return AlikeFindings.folded(ofEach) + [endsWithoutEvents, nobody].compactMap { $0 }
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
            farewell == nil ? .warning : .note, "worker_offline", subject: worker.name.description,
            message: "worker \(name: worker.name) \(how)", time: since)
    }

    private func silent(_ worker: WorkerRow) -> Finding? {
        guard worker.status == .unknown else { return nil }
        guard let last = worker.lastHeartbeat else {
            return Finding(
                .note, "worker_unknown", subject: worker.name.description,
                message: "worker \(name: worker.name) is only a name in the broker: nothing was heard of it")
        }
        let silence = Wording.duration(assessment.rules.moment.since(last))
        let active = worker.counts[.active] ?? 0
        let reason: Phrase =
            active > 0 ? "; it had begun \(Wording.count(active, "task")), and a busy solo worker is silent" : ""
        return Finding(
            .note, "worker_silent", subject: worker.name.description,
            message: "worker \(name: worker.name) has been silent for \(silence)\(reason)", time: last)
    }

    private func lost(_ worker: WorkerRow) -> Finding? {
        guard let lost = worker.counts[.lost], lost > 0 else { return nil }
        if madeGood[worker.name, default: 0] >= lost {
            return Finding(
                .note, "attempts_lost", subject: worker.name.description,
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
            .critical, "attempts_lost", subject: worker.name.description, message: message,
            time: back.compactMap(\.redelivery).min())
    }

    private func withoutEvents(_ worker: WorkerRow) -> Finding? {
        guard worker.sendsEvents == false else { return nil }
        return Finding(
            .warning, "events_off", subject: worker.name.description,
            message: "worker \(name: worker.name) sends no task events, so what it did can't be counted; "
                + "start it with -E, or set worker_send_task_events")
    }

    /// Ends that the result backend knows though no event of a task was ever seen, the first report's too: whether events are
    /// off is certain of what ended while we listened.
    private var endsWithoutEvents: Finding? {
        let rules = assessment.rules
        guard !rules.watched.isEmpty,
            snapshot.workers.contains(where: { $0.status == .online }),
            snapshot.workers.allSatisfy({ $0.sendsEvents == nil })
        else { return nil }
        let ends = assessment.evidence.results.filter { result in
            [Outcome.succeeded.state, Outcome.failed.state].contains(result.state)
                && rules.span.contains(result.finished ?? .distantPast)
        }
        guard !ends.isEmpty else { return nil }
        let count = Wording.count(ends.count, "task")
        let seen = ends.count { end in
            guard let finished = end.finished else { return false }
            return rules.watched.contains { $0.since <= finished && finished <= $0.until - Self.eventDelay }
        }
        let remedy: Phrase = "start them with -E, or set worker_send_task_events"
        return Finding(
            seen > 0 ? .warning : .note, "events_off", subject: "workers",
            message: seen > 0
                ? "the workers send no task events, so what they did can't be counted: \(count) ended by the stored results, "
                    + "\(Wording.grouped(seen)) of them while we listened; \(remedy)"
                : "\(count) ended by the stored results, and no event of a task was seen, so nothing is counted; "
                    + "if the workers send none, \(remedy)")
    }

    /// A worker hands its task events on within a second; what is younger may not have arrived.
    private static let eventDelay = 1.5

    private func twins(_ worker: WorkerRow) -> Finding? {
        guard state.workers[worker.name]?.lifeline.hasTwins == true else { return nil }
        return Finding(
            .warning, "worker_twins", subject: worker.name.description,
            message: "two live workers share the name \(name: worker.name): their numbers can't be told apart")
    }

    private func skewed(_ worker: WorkerRow) -> Finding? {
        guard let skew = state.workers[worker.name]?.clockLead, skew != 0 else { return nil }
        return Finding(
            .warning, "clock_skew", subject: worker.name.description,
            message: "the clock of \(name: worker.name) is \(Wording.duration(abs(skew))) "
                + "\(skew > 0 ? "ahead of" : "behind") ours")
    }

    private func unseen(_ worker: WorkerRow) -> Finding? {
        guard worker.sendsEvents == true, let unseen = worker.unseen, unseen > 0, let executions = worker.executions
        else { return nil }
        return Finding(
            .note, "executions_unseen", subject: worker.name.description,
            message: "\(Wording.grouped(unseen)) of \(Wording.count(executions, "execution")) of \(name: worker.name) "
                + "sent no event that reached us"
                + (worker.unseenMargin.map { $0 > 0 ? " (give or take \(Wording.grouped($0)))" : "" } ?? ""))
    }

    /// What a worker executes of which neither an event nor an answer told: its heartbeats say how many there are.
    private func untold(_ worker: WorkerRow) -> Finding? {
        guard worker.counts.processed == nil, worker.inspection?.active == nil, let active = worker.counts[.active],
            active > 0
        else { return nil }
        let untold = active - (executing[worker.name] ?? 0)
        guard untold > 0 else { return nil }
        let rest: Phrase =
            untold < active
            ? "of \(Wording.grouped(untold)), neither an event nor an answer told which"
            : "which, neither an event nor an answer told"
        return Finding(
            .note, "executions_untold", subject: worker.name.description,
            message: "\(name: worker.name) says that it executes \(Wording.count(active, "task")); " + rest)
    }

    /// Prefetched work that waits behind a task that has been running for a minute and more.
    private func behindLong(_ worker: WorkerRow) -> Finding? {
        guard let answer = worker.inspection, let active = answer.active, let reserved = answer.reserved,
            !reserved.isEmpty, let concurrency = worker.concurrency, active.count >= concurrency,
            let latest = active.compactMap(\.started).max(), snapshot.capturedAt.since(latest) > 60
        else { return nil }
        return Finding(
            .note, "prefetched_behind_long", subject: worker.name.description,
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
        return Finding(.warning, "no_workers", subject: "workers", message: "no worker is online")
    }
}
