/// What about the queues needs attention.
struct QueueFindings {
    private let snapshot: Snapshot
    private let assessment: Assessment
    /// Tasks that events say a live worker has, held back by a rate limit, say.
    private let pending: Set<TaskID>
    private let growth: [ExactText: QueueGrowth]
    /// What the queues are for that aren't for tasks.
    private let roles: [ExactText: QueueContent.Role]
    /// Since when each queue has had work at each reading, without a break, where that is long enough.
    private let waiting: [ExactText: Instant]
    /// How many of what was delivered the first and the last reading of this run tell.
    private let delivered: [ExactText: (first: Count, last: Count)]
    /// For how long the broker has delivered nothing of a queue that has work.
    private let standstills: [ExactText: Double]
    /// The workers that are online, by the queues that they consume.
    private let consumers: [ExactText: [WorkerRow]]
    /// The workers that may hold messages for a rate limit.
    private let limited: Set<WorkerName>

    private struct Count {
        let time: Instant
        let count: Int
    }

    /// From this many messages a minute on a queue grows worth a word, if it has as many messages as that.
    private static let notableGrowth = 1.0

    init(snapshot: Snapshot, assessment: Assessment) {
        self.snapshot = snapshot
        self.assessment = assessment
        let tasks = assessment.tasks.filter { task in
            task.attempts.contains { $0.outcome.isPending && assessment.statuses[$0.attempt.worker] != .offline }
        }
        pending = Set(tasks.map(\.id))
        growth = QueueGrowth.byQueue(assessment.evidence)
        let others = (assessment.evidence.queues.last?.queues ?? []).filter { $0.role != .tasks }
        roles = Dictionary(others.map { ($0.name.exact, $0.role) }, uniquingKeysWith: { first, _ in first })
        waiting = Self.waiting(assessment)
        var (delivered, standstills): ([ExactText: (first: Count, last: Count)], [ExactText: Double]) = ([:], [:])
        for reading in assessment.evidence.queues {
            for queue in reading.queues {
                let name = queue.name.exact
                if let seconds = queue.standstill { standstills[name] = seconds }
                guard let number = queue.unacknowledged else { continue }
                let count = Count(time: reading.time, count: number)
                delivered[name] = (delivered[name]?.first ?? count, count)
            }
        }
        (self.delivered, self.standstills) = (delivered, standstills)
        var consumers: [ExactText: [WorkerRow]] = [:]
        for worker in snapshot.workers where worker.status == .online {
            for queue in worker.queues ?? [] { consumers[queue.exact, default: []].append(worker) }
        }
        self.consumers = consumers
        limited = Self.limited(snapshot, assessment)
    }

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

    var all: [Finding] {
        unconsumed + idle
            + snapshot.queues.flatMap {
                [dead($0), growing($0), stalled($0) ?? silenced($0), held($0), unclaimed($0)].compactMap { $0 }
            }
    }

    /// More queues than these that nobody consumes are told in one sentence.
    private static let mostUnconsumed = 5

    /// The queues that have messages and nobody to take them; those of which nobody is to are left out.
    private var unconsumed: [Finding] {
        let queues = snapshot.queues.filter { queue in
            queue.consumers == 0 && (queue.ready ?? 0) > 0 && queue.type != "stream" && role(of: queue) == .tasks
        }
        guard queues.count > Self.mostUnconsumed else {
            return queues.map { .queueWithoutConsumer($0.name, ready: $0.ready ?? 0) }
        }
        let sorted = queues.map { (name: $0.name, ready: $0.ready ?? 0) }
            .sorted { ($1.ready, $0.name) < ($0.ready, $1.name) }
        return [
            .queuesWithoutConsumer(
                queues.count, messages: sorted.reduce(0) { $0 + $1.ready },
                fullest: Array(sorted.prefix(Self.mostUnconsumed)))
        ]
    }

    private func role(of queue: QueueRow) -> QueueContent.Role {
        roles[queue.name.exact] ?? .tasks
    }

    private func dead(_ queue: QueueRow) -> Finding? {
        guard role(of: queue) == .deadLetters, let ready = queue.ready, ready > 0 else { return nil }
        return .deadLetters(queue.name, ready: ready)
    }

    private func growing(_ queue: QueueRow) -> Finding? {
        guard role(of: queue) != .delay, let growth = growth[queue.name.exact], growth.rate >= Self.notableGrowth,
            let ready = queue.ready, ready >= 10
        else {
            return nil
        }
        return .queueGrowing(queue.name, ready: ready, growth: growth, peak: queue.peak?.ready)
    }

    /// So many seconds without a beginning make a queue that has work, and workers with free slots, one that stands
    /// still.
    private static let standstill = 30.0

    /// Work that waits though those who consume the queue are alive, have free slots and begin nothing.
    private func stalled(_ queue: QueueRow) -> Finding? {
        guard role(of: queue) == .tasks, let ready = queue.ready, ready > 0, let since = waiting[queue.name.exact]
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
        guard role(of: queue) == .tasks, let ready = queue.ready, ready > 0, let consumers = queue.consumers,
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
            guard role(of: queue) == .tasks, let ready = queue.ready, ready > 0, !queue.hasSingleConsumer,
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

    /// Messages that were delivered and are not acknowledged, more and more of them: what takes them doesn't get done.
    private func held(_ queue: QueueRow) -> Finding? {
        guard let (first, last) = delivered[queue.name.exact], last.time.since(first.time) >= 1 else { return nil }
        let growth = Double(last.count - first.count) * 60 / last.time.since(first.time)
        guard growth >= Self.notableGrowth, last.count >= 10, last.count >= 2 * max(1, first.count) else { return nil }
        return .unacknowledgedGrowing(queue.name, count: last.count, growth: growth)
    }

    /// Messages that were delivered and that no live worker holds; only where every live worker told all it holds.
    private func unclaimed(_ queue: QueueRow) -> Finding? {
        guard let inFlight = queue.inFlight else { return nil }
        let unclaimed = inFlight.filter { $0.isUnclaimed && !($0.task.map(pending.contains) ?? false) }
        guard !unclaimed.isEmpty else { return nil }
        return .messagesUnclaimed(
            queue.name, count: unclaimed.count, redelivery: unclaimed.compactMap(\.redelivery).min())
    }
}

extension QueueRow {
    /// Whether only one of its consumers is given messages, and the others wait for their turn.
    var hasSingleConsumer: Bool {
        settings.contains { $0.name == "x-single-active-consumer" && $0.value.lowercased() == "true" }
    }
}
