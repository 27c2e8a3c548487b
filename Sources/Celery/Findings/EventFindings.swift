/// What about the events of workers needs attention: those that they don't send, and those that can't be believed.
struct EventFindings: Finder {
    static let kinds: [Finding.Code: Finding.Harm] = [
        .workerTwins: .workGathers,
        .eventsOff: .eventsLack,
        .clockSkew: .eventsLack,
        .executionsUnseen: .reportLacks,
        .executionsUntold: .reportLacks,
    ]

    private let snapshot: Snapshot
    private let assessment: Assessment
    private let state: ClusterState
    /// How many attempts are known that each worker executes.
    private let executing: [WorkerName: Int]

    init(snapshot: Snapshot, assessment: Assessment, state: ClusterState) {
        (self.snapshot, self.assessment, self.state) = (snapshot, assessment, state)
        executing = assessment.tasks.flatMap(\.attempts).reduce(into: [:]) { executing, judged in
            if judged.outcome == .active { executing[judged.attempt.worker, default: 0] += 1 }
        }
    }

    var all: [Finding] {
        let ofEach = snapshot.workers.flatMap { worker in
            [withoutEvents(worker), twins(worker), skewed(worker), unseen(worker), untold(worker)].compactMap { $0 }
        }
        return AlikeFindings.folded(ofEach) + [endsWithoutEvents].compactMap { $0 }
    }

    private func withoutEvents(_ worker: WorkerRow) -> Finding? {
        worker.sendsEvents == false ? .eventsOff(worker.name) : nil
    }

    /// A worker hands its task events on within a second; what is younger may not have arrived.
    private static let eventDelay = 1.5

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
}

extension Finding.Code {
    /// Two live workers have one name.
    package static let workerTwins = Self("worker_twins")
    /// A worker sends no task events.
    package static let eventsOff = Self("events_off")
    /// A worker's clock disagrees with ours.
    package static let clockSkew = Self("clock_skew")
    /// A worker's counter tells of more executions than events did.
    package static let executionsUnseen = Self("executions_unseen")
    /// A worker executes tasks that nothing tells of.
    package static let executionsUntold = Self("executions_untold")
}

/// What is said of events.
extension Finding {
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
    static func executionsUnseen(_ worker: WorkerName, unseen: Int, of executions: Int, margin: Int?)
        -> Finding
    {
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
}
