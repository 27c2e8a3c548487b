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
    static func workerSilent(_ worker: WorkerName, for seconds: Double, active: Int, since: Instant) -> Finding {
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

    /// A worker sends no task events.
    static func eventsOff(_ worker: WorkerName) -> Finding {
        Finding(
            .warning, .eventsOff, subject: worker.description,
            message: "worker \(name: worker) sends no task events, so what it did can't be counted; "
                + "start it with -E, or set worker_send_task_events")
    }

    /// Stored results tell of so many ends, and no event of any; those that ended while we listened are certain.
    static func eventsOff(ended: Int, whileListening seen: Int) -> Finding {
        let (count, remedy): (Phrase, Phrase) = (
            Phrase.count(ended, "task"), "start them with -E, or set worker_send_task_events"
        )
        return Finding(
            seen > 0 ? .warning : .note, .eventsOff, subject: "workers",
            facts: ["ended": .count(ended), "while_listening": .count(seen)],
            message: seen > 0
                ? "the workers send no task events, so what they did can't be counted: \(count) ended by the stored "
                    + "results, \(Phrase.grouped(seen)) of them while we listened; \(remedy)"
                : "\(count) ended by the stored results, and no event of a task was seen, so nothing is counted; "
                    + "if the workers send none, \(remedy)")
    }

    /// Two live workers have one name.
    static func workerTwins(_ worker: WorkerName) -> Finding {
        Finding(
            .warning, .workerTwins, subject: worker.description,
            message: "two live workers share the name \(name: worker): their numbers can't be told apart")
    }

    /// A worker's clock is ahead of ours, or behind it where `lead` is negative.
    static func clockSkew(_ worker: WorkerName, lead: Double) -> Finding {
        Finding(
            .warning, .clockSkew, subject: worker.description, facts: ["lead": .number(lead)],
            message: "the clock of \(name: worker) is \(Phrase.roughly(abs(lead))) "
                + "\(lead > 0 ? "ahead of" : "behind") ours")
    }

    /// A worker's counter tells of more executions than events did.
    static func executionsUnseen(_ worker: WorkerName, unseen: Int, of executions: Int, margin: Int?) -> Finding {
        Finding(
            .note, .executionsUnseen, subject: worker.description,
            facts: ["unseen": .count(unseen), "executions": .count(executions)],
            message: "\(Phrase.grouped(unseen)) of \(Phrase.count(executions, "execution")) of \(name: worker) "
                + "sent no event that reached us"
                + (margin.map { $0 > 0 ? " (give or take \(Phrase.grouped($0)))" : "" } ?? ""))
    }

    /// A worker executes so many tasks, of which neither an event nor an answer told of some.
    static func executionsUntold(_ worker: WorkerName, active: Int, untold: Int) -> Finding {
        let rest: Phrase = untold < active ? "of \(Phrase.grouped(untold)), neither" : "which, neither"
        return Finding(
            .note, .executionsUntold, subject: worker.description,
            facts: ["active": .count(active), "untold": .count(untold)],
            message: "\(name: worker) says that it executes \(Phrase.count(active, "task")); "
                + rest + " an event nor an answer told" + (untold < active ? " which" : ""))
    }

    /// What a worker has fetched waits behind what it has been executing for so many seconds, which another consumer of
    /// its queue, or of all its queues, would have room for.
    static func prefetchedBehindLong(
        _ worker: WorkerName, reserved: Int, active: Int, seconds: Double, free: (worker: WorkerName, queue: String?)?
    ) -> Finding {
        let place: Phrase = free?.queue.map { "takes from \(name: $0), too," } ?? "takes from the same queues,"
        let other: Phrase? = free.map { "; \(name: $0.worker), which " + place + " has a free slot" }
        var facts: [String: Finding.Fact] = [
            "reserved": .count(reserved), "active": .count(active), "seconds": .number(seconds),
        ]
        if let free { facts["free_worker"] = .text(free.worker.description) }
        return Finding(
            free == nil ? .note : .warning, .prefetchedBehindLong, subject: worker.description, facts: facts,
            message: "\(Phrase.count(reserved, "task")) fetched by \(name: worker) "
                + "\(reserved == 1 ? "waits" : "wait") behind \(active == 1 ? "one" : Phrase.grouped(active)) that "
                + "\(active == 1 ? "has" : "have") been running for at least \(Phrase.roughly(seconds))" + (other ?? "")
        )
    }

    /// Consumers of a queue, and of others that the same workers consume, run these versions, each with one of them.
    static func consumersOfVersions(
        _ queue: String, _ versions: [(version: String, worker: WorkerName)], queues: Int
    ) -> Finding {
        let (oldest, newest) = (versions[0], versions[versions.count - 1])
        return Finding(
            .note, .consumersDiffer, subject: queue,
            facts: ["versions": .count(versions.count), "queues": .count(queues)],
            message: "consumers of queue \(name: queue)" + others(queues)
                + " run \(Phrase.grouped(versions.count)) versions of Celery: \(name: oldest.worker) \(name: oldest.version), "
                + "\(name: newest.worker) \(name: newest.version)")
    }

    /// One consumer of a queue, and of others that the same workers consume, doesn't know a type that another one knows.
    static func consumersOfTypes(
        _ queue: String, type: String, unknownTo worker: WorkerName, knownTo other: WorkerName, types: Int,
        isCarried: Bool, queues: Int
    ) -> Finding {
        let rest: Phrase = types > 1 ? ", and \(Phrase.count(types - 1, "type")) more that not all of them know" : ""
        let harm: Phrase = isCarried ? "; the queue carries it, and what that worker gets of it fails" : ""
        return Finding(
            isCarried ? .warning : .note, .consumersDiffer, subject: queue,
            facts: ["types": .count(types), "type": .text(type), "queues": .count(queues)],
            message: "consumers of queue \(name: queue)" + others(queues)
                + " differ: \(name: worker) doesn't know \(name: type), which \(name: other) does" + rest + harm)
    }

    private static func others(_ queues: Int) -> Phrase {
        queues > 1 ? " and of \(Phrase.count(queues - 1, "other queue", "other queues"))" : ""
    }

    /// No worker is there.
    static var noWorkers: Finding {
        Finding(.warning, .noWorkers, subject: "workers", message: "no worker is online")
    }
}
