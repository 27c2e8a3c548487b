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
                unseen(worker), untold(worker), restarting(worker),
            ].compactMap { $0 }
        }
        return AlikeFindings.folded(ofEach) + [endsWithoutEvents, nobody, unheard].compactMap { $0 }
            + ControlFindings(snapshot: snapshot, evidence: assessment.evidence).all
    }

    private func gone(_ worker: WorkerRow) -> Finding? {
        guard worker.status == .offline else { return nil }
        let farewell = state.workers[worker.name]?.presence.farewell
        let since = farewell?.heard ?? worker.lastHeartbeat
        let forgotten = since.map { assessment.rules.moment.since($0) > snapshot.coverage.forgetOffline } ?? false
        guard !forgotten else { return nil }
        return .workerOffline(worker.name, saidGoodbye: farewell != nil, since: since)
    }

    private func silent(_ worker: WorkerRow) -> Finding? {
        guard worker.status == .unknown else { return nil }
        guard let last = worker.lastHeartbeat else {
            return .workerUnknown(worker.name, processed: worker.counts.processed ?? 0)
        }
        return .workerSilent(
            worker.name, for: assessment.rules.moment.since(last), active: worker.counts[.active] ?? 0, since: last)
    }

    private func lost(_ worker: WorkerRow) -> Finding? {
        guard let lost = worker.counts[.lost], lost > 0 else { return nil }
        if madeGood[worker.name, default: 0] >= lost { return .attemptsMadeGood(worker.name, lost: lost) }
        let tasks = lostTasks[worker.name] ?? []
        let back = tasks.filter { $0.isUnacknowledged == true }
        return .attemptsLost(
            worker.name, lost: lost, comingBack: back.count, gone: tasks.count { $0.isUnacknowledged == false },
            redelivery: back.compactMap(\.redelivery).min())
    }

    private func withoutEvents(_ worker: WorkerRow) -> Finding? {
        worker.sendsEvents == false ? .eventsOff(worker.name) : nil
    }

    /// Ends that the result backend knows though no event of a task was ever seen, the first report's too: whether
    /// events are off is certain of what ended while we listened.
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
        let seen = ends.count { end in
            guard let finished = end.finished else { return false }
            return rules.watched.contains { $0.since <= finished && finished <= $0.until - Self.eventDelay }
        }
        return .eventsOff(ended: ends.count, whileListening: seen)
    }

    /// A worker hands its task events on within a second; what is younger may not have arrived.
    private static let eventDelay = 1.5

    private func twins(_ worker: WorkerRow) -> Finding? {
        state.workers[worker.name]?.presence.hasTwins == true ? .workerTwins(worker.name) : nil
    }

    private func skewed(_ worker: WorkerRow) -> Finding? {
        guard let lead = state.workers[worker.name]?.clockLead, lead != 0 else { return nil }
        return .clockSkew(worker.name, lead: lead)
    }

    private func unseen(_ worker: WorkerRow) -> Finding? {
        guard worker.sendsEvents == true, let unseen = worker.unseen, unseen > 0, let executions = worker.executions
        else { return nil }
        return .executionsUnseen(worker.name, unseen: unseen, of: executions, margin: worker.unseenMargin)
    }

    /// What a worker executes of which neither an event nor an answer told: its heartbeats say how many there are.
    private func untold(_ worker: WorkerRow) -> Finding? {
        guard worker.counts.processed == nil, worker.inspection?.active == nil, let active = worker.counts[.active],
            active > 0
        else { return nil }
        let untold = active - (executing[worker.name] ?? 0)
        return untold > 0 ? .executionsUntold(worker.name, active: active, untold: untold) : nil
    }

    /// That no source could tell of a worker, where a report would else look as if all were well.
    private var unheard: Finding? {
        let sources = snapshot.sources.filter { $0.name == "events" || $0.name == "inspect" }
        guard !sources.isEmpty, sources.allSatisfy({ $0.status == .skipped }), assessment.rules.watched.isEmpty,
            snapshot.workers.isEmpty
        else { return nil }
        return .workersUnheard
    }

    /// So many restarts within so many seconds are too many.
    private static let mostRestarts = 3
    private static let restartWindow = 3600.0

    /// A worker that came up anew again and again within an hour of the span.
    private func restarting(_ worker: WorkerRow) -> Finding? {
        let turns = state.workers[worker.name]?.presence.turns ?? []
        let times = turns.filter { $0.kind == .restart && snapshot.coverage.span.contains($0.time) }.map(\.time)
        var worst: (count: Int, last: Instant)?
        var first = 0
        for (place, time) in times.enumerated() {
            while time.since(times[first]) > Self.restartWindow { first += 1 }
            let count = place - first + 1
            if count >= Self.mostRestarts, count >= worst?.count ?? 0 { worst = (count, time) }
        }
        return worst.map { .workerRestarting(worker.name, restarts: $0.count, last: $0.last) }
    }

    private var nobody: Finding? {
        // One that is silent for a while may be busy; that it is silent is a finding of its own.
        let isSilent = snapshot.workers.contains { $0.status == .unknown && $0.lastHeartbeat != nil }
        let reached = assessment.evidence.inspection?.expected ?? 0
        guard !isSilent, reached == 0,
            !snapshot.workers.contains(where: { $0.status == .online || $0.status == .stopping }),
            snapshot.sources.contains(where: { ($0.name == "events" || $0.name == "inspect") && $0.status == .ok })
        else { return nil }
        return .noWorkers
    }
}
