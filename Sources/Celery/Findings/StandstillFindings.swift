/// Where work waits, and those who could take it don't.
struct StandstillFindings: Finder {
    static let kinds: [Finding.Code: Finding.Harm] = [
        .consumersStalled: .workStandsStill,
        .workerIdleBesideWork: .workStandsStill,
    ]

    private let snapshot: Snapshot
    private let assessment: Assessment
    private let roles: QueueRoles
    /// Since when each queue has had work at each reading, without a break, where that is long enough.
    private let waiting: [ExactText: Instant]
    /// For how long the broker has delivered nothing of a queue that has work.
    private let standstills: [ExactText: Double]
    /// The workers that are online, by the queues that they consume.
    private let consumers: [ExactText: [WorkerRow]]
    /// The workers that may hold messages for a rate limit.
    private let limited: Set<WorkerName>

    /// So many seconds without a beginning make a queue that has work, and workers with free slots, one that stands
    /// still.
    private static let standstill = 30.0

    init(snapshot: Snapshot, assessment: Assessment, state: ClusterState) {
        self.snapshot = snapshot
        self.assessment = assessment
        roles = QueueRoles(assessment.evidence)
        waiting = Self.waiting(assessment)
        let readings = assessment.evidence.queues
        standstills = readings.reduce(into: [:]) { standstills, reading in
            for queue in reading.queues {
                if let seconds = queue.standstill { standstills[queue.name.exact] = seconds }
            }
        }
        consumers = snapshot.workers.reduce(into: [:]) { consumers, worker in
            guard worker.status == .online else { return }
            for queue in worker.queues ?? [] { consumers[queue.exact, default: []].append(worker) }
        }
        limited = Self.limited(snapshot, assessment)
    }

    var all: [Finding] { idle + snapshot.queues.compactMap { stalled($0) ?? silenced($0) } }

    /// Since when each queue has had work at each reading, without a break.
    private static func waiting(_ assessment: Assessment) -> [ExactText: Instant] {
        let readings = assessment.evidence.earlierQueues + assessment.evidence.queues
        var since: [ExactText: Instant] = [:]
        var going: Set<ExactText>?
        for reading in readings.sorted(by: { $0.time > $1.time }) {
            var own: Set<ExactText> = []
            for queue in reading.queues where (queue.ready ?? 0) > 0 && going?.contains(queue.name.exact) != false {
                own.insert(queue.name.exact)
                since[queue.name.exact] = reading.time
            }
            if own.isEmpty { break }
            going = own
        }
        return since.filter { assessment.rules.moment.since($0.value) >= standstill }
    }

    /// A worker lists messages that wait for a rate limit in no answer, and begins none of them: those that know such a
    /// limit, or of which that isn't known, unless events tell that nothing is in their hands.
    private static func limited(_ snapshot: Snapshot, _ assessment: Assessment) -> Set<WorkerName> {
        var held: Set<WorkerName> = []
        for judged in assessment.tasks.lazy.flatMap(\.attempts) where judged.outcome == .received {
            held.insert(judged.attempt.worker)
        }
        let isAllAcknowledged = snapshot.queues.allSatisfy { $0.unacknowledged == 0 }
        return Set(
            snapshot.workers.filter { worker in
                let types = worker.inspection?.registered
                guard types?.contains(where: { $0.contains("rate_limit=") }) != false else { return false }
                return held.contains(worker.name) || !isAllAcknowledged
            }.map(\.name))
    }

    /// Work that waits though those who consume the queue are alive, have free slots and begin nothing.
    private func stalled(_ queue: QueueRow) -> Finding? {
        guard roles[queue.name] == .tasks, let ready = queue.ready, ready > 0, let since = waiting[queue.name.exact]
        else { return nil }
        let span = TimeSpan(since: since, until: assessment.rules.moment)
        let workers = consumers[queue.name.exact] ?? []
        guard !workers.isEmpty, workers.count >= queue.consumers ?? .max, !assessment.rules.isGap(after: since),
            workers.allSatisfy({
                !limited.contains($0.name)
                    && assessment.workers[$0.name]?.presence.growth(in: span)?.executions == 0
            })
        else { return nil }
        let slots = workers.reduce(0) { $0 + ($1.concurrency ?? 0) }
        let unused = workers.map { ($0.concurrency ?? 0) - ($0.counts[.active] ?? $0.concurrency ?? 0) }
        let free = unused.reduce(0, +)
        // Who of them it is that is given messages nobody tells.
        guard free > 0, !queue.hasSingleConsumer || unused.allSatisfy({ $0 > 0 }) else { return nil }
        return .consumersStalled(
            queue.name, ready: ready, consumers: workers.count, free: free, slots: slots, seconds: span.length)
    }

    /// Work that waits though the queue has consumers, to whom the broker delivers nothing: who isn't busy is silent.
    private func silenced(_ queue: QueueRow) -> Finding? {
        guard roles[queue.name] == .tasks, let ready = queue.ready, ready > 0, let consumers = queue.consumers,
            let seconds = standstills[queue.name.exact], seconds >= Self.standstill,
            // Who wasn't asked, or answered in a form that isn't read, is not known to be silent.
            let inspection = assessment.evidence.inspection, inspection.unreadableWorkers == 0
        else { return nil }
        let candidates = snapshot.workers.filter { worker in
            worker.queues.map { $0.contains { $0.isSame(as: queue.name) } } ?? true
        }
        let busy = candidates.count { worker in
            guard worker.status == .online || worker.status == .stopping else { return false }
            guard let slots = worker.concurrency, let active = worker.counts[.active] else { return true }
            return active >= slots
        }
        let silent = candidates.filter { $0.status == .unknown }
        guard !silent.isEmpty, consumers > busy, busy == 0 || !queue.hasSingleConsumer else { return nil }
        return .consumersSilent(
            queue.name, ready: ready, consumers: consumers, silent: silent.map(\.name),
            mayBeBusy: silent.contains { ($0.concurrency ?? 1) == 1 }, seconds: seconds)
    }

    /// Workers that have free slots, hold nothing and begin nothing, though a queue of theirs has work that others
    /// take.
    private var idle: [Finding] {
        var waiting: [ExactText: (queue: QueueRow, since: Instant)] = [:]
        for queue in snapshot.queues {
            guard roles[queue.name] == .tasks, let ready = queue.ready, ready > 0, !queue.hasSingleConsumer,
                let since = self.waiting[queue.name.exact], stalled(queue) == nil
            else { continue }
            waiting[queue.name.exact] = (queue, since)
        }
        return snapshot.workers.compactMap { worker in
            guard worker.status == .online, !limited.contains(worker.name),
                let answer = assessment.evidence.inspection?.workers[worker.name],
                let active = answer.active, let reserved = answer.reserved, reserved.isEmpty,
                let concurrency = worker.concurrency, active.count < concurrency,
                let presence = assessment.workers[worker.name]?.presence,
                let own = worker.queues?.lazy.compactMap({ waiting[$0.exact] }).first
            else { return nil }
            let since = max(own.since, assessment.rules.span.since)
            let span = TimeSpan(since: since, until: assessment.rules.moment)
            guard !assessment.rules.isGap(after: since), presence.growth(in: assessment.rules.span)?.executions == 0,
                let heard = presence.growth(in: span), heard.executions == 0, heard.span.length >= Self.standstill
            else { return nil }
            return .workerIdle(
                worker.name, queue: own.queue.name, ready: own.queue.ready ?? 0, free: concurrency - active.count,
                seconds: heard.span.length)
        }
    }
}

extension QueueRow {
    /// Whether only one of its consumers is given messages, and the others wait for their turn.
    var hasSingleConsumer: Bool {
        settings.contains { $0.name == "x-single-active-consumer" && $0.value.lowercased() == "true" }
    }
}

extension Finding.Code {
    /// A queue has messages, and its consumers free slots, and nothing is begun.
    package static let consumersStalled = Self("consumers_stalled")
    /// A worker idles though a queue of its has work.
    package static let workerIdleBesideWork = Self("worker_idle_beside_work")
}

/// What is said of work that waits though somebody could take it.
extension Finding {
    /// Work waits though those who consume the queue have free slots.
    static func consumersStalled(
        _ queue: String, ready: Int, consumers: Int, free: Int, slots: Int, seconds: Double
    ) -> Finding {
        Finding(
            .warning, .consumersStalled, subject: queue,
            facts: [
                "ready": .count(ready), "consumers": .count(consumers), "free_slots": .count(free),
                "slots": .count(slots), "seconds": .number(seconds),
            ],
            message: "queue \(name: queue) has \(Phrase.count(ready, "message")), and its "
                + "\(Phrase.count(consumers, "consumer")) \(consumers == 1 ? "has" : "have") started none for "
                + "\(Phrase.roughly(seconds)), though "
                + "\(Phrase.grouped(free)) of \(Phrase.count(slots, "slot")) \(free == 1 ? "is" : "are") free")
    }

    /// Work waits, and the broker delivers none of it to consumers that say nothing.
    static func consumersSilent(
        _ queue: String, ready: Int, consumers: Int, silent: [WorkerName], mayBeBusy: Bool, seconds: Double
    ) -> Finding {
        let who: Phrase =
            silent.count == 1 ? "\(name: silent[0])" : "\(Phrase.count(silent.count, "worker")) that may consume it"
        return Finding(
            .warning, .consumersStalled, subject: queue,
            facts: [
                "ready": .count(ready), "consumers": .count(consumers), "silent": .count(silent.count),
                "seconds": .number(seconds),
            ],
            message: "queue \(name: queue) has \(Phrase.count(ready, "message")), and its "
                + "\(Phrase.count(consumers, "consumer")) \(consumers == 1 ? "has" : "have") been given none for "
                + "\(Phrase.roughly(seconds)): \(who) \(silent.count == 1 ? "sends" : "send") "
                + "neither heartbeats nor answers"
                + (mayBeBusy ? "; a busy solo worker is as silent" : ""))
    }

    /// A worker began nothing though a queue of its has work.
    static func workerIdle(
        _ worker: WorkerName, queue: String, ready: Int, free: Int, seconds: Double
    ) -> Finding {
        Finding(
            .warning, .workerIdleBesideWork, subject: worker.description,
            facts: [
                "queue": .text(queue), "ready": .count(ready), "free_slots": .count(free), "seconds": .number(seconds),
            ],
            message: "\(name: worker) has started nothing for \(Phrase.roughly(seconds)), though "
                + "\(Phrase.count(free, "slot")) \(free == 1 ? "is" : "are") free and \(name: queue) has had messages all "
                + "that time, \(Phrase.grouped(ready)) of them now")
    }
}
