/// What about the workers needs attention.
struct WorkerFindings: Finder {
    static let kinds: [Finding.Code: Finding.Harm] = [
        .attemptsLost: .workLost,
        .noWorkers: .nobodyWorks,
        .workerOffline: .workerGone,
        .workerRestarting: .workRepeats,
        .workerSilent: .reportLacks,
        .workersUnheard: .reportLacks,
        .workerUnknown: .reportLacks,
    ]

    private let snapshot: Snapshot
    private let assessment: Assessment
    private let state: ClusterState

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
            [gone(worker), silent(worker), lost(worker), restarting(worker)].compactMap { $0 }
        }
        return AlikeFindings.folded(ofEach) + [nobody, unheard].compactMap { $0 }
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

extension Finding.Code {
    /// Attempts were begun by a worker that is gone.
    package static let attemptsLost = Self("attempts_lost")
    /// No worker is online.
    package static let noWorkers = Self("no_workers")
    /// A worker is gone.
    package static let workerOffline = Self("worker_offline")
    /// A worker restarted again and again.
    package static let workerRestarting = Self("worker_restarting")
    /// A worker has been silent for a while.
    package static let workerSilent = Self("worker_silent")
    /// Workers were neither listened to nor asked.
    package static let workersUnheard = Self("workers_unheard")
    /// A worker is only a name in the broker.
    package static let workerUnknown = Self("worker_unknown")
}

/// What is said of workers.
extension Finding {
    /// A worker is gone, with a good-bye or without.
    static func workerOffline(_ worker: WorkerName, saidGoodbye: Bool, since: Instant?) -> Finding {
        let how: Phrase = saidGoodbye ? "it shut down" : "it stopped sending heartbeats without shutting down"
        return Finding(
            saidGoodbye ? .note : .warning, .workerOffline, subject: worker.description,
            facts: ["goodbye": .truth(saidGoodbye)], message: "worker \(name: worker) is offline: \(how)", time: since)
    }

    /// Of a worker only its name is known, or what its tasks tell.
    static func workerUnknown(_ worker: WorkerName, processed: Int) -> Finding {
        let message: Phrase =
            processed == 0
            ? "worker \(name: worker) is only a name in the broker: nothing was heard of it"
            : "nobody knows whether worker \(name: worker) is there: it sent events of \(Phrase.count(processed, "attempt")), and "
                + "neither a heartbeat nor an answer"
        return Finding(.note, .workerUnknown, subject: worker.description, message: message)
    }

    /// Workers were neither listened to nor asked, so that what they do isn't known.
    static var workersUnheard: Finding {
        Finding(
            .note, .workersUnheard, subject: "workers",
            message: "workers were neither listened to nor asked, so what they do isn't known")
    }

    /// A worker has been silent for a while, and had begun so many tasks.
    static func workerSilent(_ worker: WorkerName, for seconds: Double, active: Int, since: Instant)
        -> Finding
    {
        let reason: Phrase =
            active > 0
            ? "; it was running \(Phrase.count(active, "task")), and a busy solo worker sends no heartbeats" : ""
        return Finding(
            .note, .workerSilent, subject: worker.description,
            facts: ["seconds": .number(seconds), "active": .count(active)],
            message: "worker \(name: worker) has been silent for \(Phrase.roughly(seconds))\(reason)", time: since)
    }

    /// Attempts were lost, and made good: their tasks succeeded when delivered again.
    static func attemptsMadeGood(_ worker: WorkerName, lost: Int) -> Finding {
        Finding(
            .note, .attemptsLost, subject: worker.description, facts: ["lost": .count(lost)],
            message: "\(Phrase.count(lost, "attempt")) lost on \(name: worker); "
                + (lost == 1 ? "its task" : "their tasks") + " succeeded when delivered again")
    }

    /// Attempts were lost; so many messages come back at a time, and so many are gone for good.
    static func attemptsLost(
        _ worker: WorkerName, lost: Int, comingBack: Int, gone: Int, redelivery: Instant?
    ) -> Finding {
        var message: Phrase = "\(Phrase.count(lost, "attempt")) lost on \(name: worker)"
        if comingBack > 0 { message += "; \(Phrase.count(comingBack, "message")) will be delivered again" }
        if gone > 0 { message += "; \(Phrase.count(gone, "message")) already acknowledged, and gone" }
        return Finding(
            .critical, .attemptsLost, subject: worker.description,
            facts: ["lost": .count(lost), "coming_back": .count(comingBack), "gone": .count(gone)], message: message,
            time: redelivery)
    }

    /// A worker restarted again and again.
    static func workerRestarting(_ worker: WorkerName, restarts: Int, last: Instant) -> Finding {
        Finding(
            .warning, .workerRestarting, subject: worker.description, facts: ["restarts": .count(restarts)],
            message:
                "\(name: worker) restarted \(Phrase.grouped(restarts)) times within an hour, the last at \(time: last)")
    }

    /// No worker is there.
    static var noWorkers: Finding {
        Finding(.warning, .noWorkers, subject: "workers", message: "no worker is online")
    }
}
