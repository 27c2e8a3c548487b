/// What about the queues needs attention.
struct QueueFindings {
    private let snapshot: Snapshot
    private let assessment: Assessment
    /// Tasks that events say a live worker has, held back by a rate limit, say.
    private let pending: Set<TaskID>
    private let growth: [ExactText: QueueGrowth]
    /// What the queues are for that aren't for tasks.
    private let roles: [ExactText: QueueContent.Role]

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
        guard role(of: queue) == .tasks, let ready = queue.ready, ready > 0, let since = waiting(queue.name) else {
            return nil
        }
        let span = TimeSpan(since: since, until: assessment.rules.moment)
        let workers = snapshot.workers.filter {
            $0.status == .online && $0.queues?.contains { $0.isSame(as: queue.name) } == true
        }
        guard !workers.isEmpty, workers.count >= queue.consumers ?? .max, !assessment.rules.isGap(after: since),
            workers.allSatisfy({ assessment.workers[$0.name]?.presence.growth(in: span)?.executions == 0 })
        else { return nil }
        let slots = workers.reduce(0) { $0 + ($1.concurrency ?? 0) }
        let free = slots - workers.reduce(0) { $0 + ($1.counts[.active] ?? $1.concurrency ?? 0) }
        guard free > 0 else { return nil }
        return .consumersStalled(
            queue.name, ready: ready, consumers: workers.count, free: free, slots: slots, seconds: span.length)
    }

    /// Work that waits though the queue has consumers, to whom the broker delivers nothing: who isn't busy is silent.
    private func silenced(_ queue: QueueRow) -> Finding? {
        guard role(of: queue) == .tasks, let ready = queue.ready, ready > 0, let consumers = queue.consumers,
            let seconds = standstill(queue.name), seconds >= Self.standstill,
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
        guard !silent.isEmpty, consumers > busy else { return nil }
        return .consumersSilent(
            queue.name, ready: ready, consumers: consumers, silent: silent.map(\.name),
            mayBeBusy: silent.contains { ($0.concurrency ?? 1) == 1 }, seconds: seconds)
    }

    private func standstill(_ name: String) -> Double? {
        let readings = assessment.evidence.queues.flatMap(\.queues).filter { $0.name.isSame(as: name) }
        return readings.last { $0.standstill != nil }?.standstill
    }

    /// Workers that have free slots, hold nothing and begin nothing, though a queue of theirs has work that others
    /// take.
    private var idle: [Finding] {
        let waiting = snapshot.queues.compactMap { queue -> (queue: QueueRow, since: Instant)? in
            guard role(of: queue) == .tasks, let ready = queue.ready, ready > 0, stalled(queue) == nil else {
                return nil
            }
            return self.waiting(queue.name).map { (queue, $0) }
        }
        return snapshot.workers.compactMap { worker in
            guard worker.status == .online, let answer = assessment.evidence.inspection?.workers[worker.name],
                let active = answer.active, let reserved = answer.reserved, reserved.isEmpty,
                let concurrency = worker.concurrency, active.count < concurrency,
                let presence = assessment.workers[worker.name]?.presence,
                let own = waiting.first(where: { place in
                    worker.queues?.contains { $0.isSame(as: place.queue.name) } == true
                })
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

    /// Since when a queue has had work at each reading, without a break; `nil` where that isn't long enough.
    private func waiting(_ name: String) -> Instant? {
        let readings = assessment.evidence.earlierQueues + assessment.evidence.queues
        var since: Instant?
        for reading in readings.sorted(by: { $0.time > $1.time }) {
            guard reading.queues.contains(where: { $0.name.isSame(as: name) && ($0.ready ?? 0) > 0 }) else { break }
            since = reading.time
        }
        guard let since, assessment.rules.moment.since(since) >= Self.standstill else { return nil }
        return since
    }

    /// Messages that were delivered and are not acknowledged, more and more of them: what takes them doesn't get done.
    private func held(_ queue: QueueRow) -> Finding? {
        let readings = assessment.evidence.queues.compactMap { reading in
            reading.queues.first { $0.name.isSame(as: queue.name) }?.unacknowledged.map {
                (time: reading.time, count: $0)
            }
        }
        guard let first = readings.first, let last = readings.last, last.time.since(first.time) >= 1 else { return nil }
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
