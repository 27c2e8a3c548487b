/// What about the queues needs attention.
struct QueueFindings {
    private let snapshot: Snapshot
    private let assessment: Assessment
    /// Tasks that events say a live worker has, held back by a rate limit, say.
    private let pending: Set<TaskID>

    /// From this many messages a minute on a queue grows worth a word, if it has as many messages as that.
    private static let notableGrowth = 1.0

    init(snapshot: Snapshot, assessment: Assessment) {
        self.snapshot = snapshot
        self.assessment = assessment
        let tasks = assessment.tasks.filter { task in
            task.attempts.contains { $0.outcome.isPending && assessment.statuses[$0.attempt.worker] != .offline }
        }
        pending = Set(tasks.map(\.id))
    }

    var all: [Finding] {
        snapshot.queues.flatMap { [unconsumed($0), growing($0), held($0), unclaimed($0)].compactMap { $0 } }
    }

    private func unconsumed(_ queue: QueueRow) -> Finding? {
        guard queue.consumers == 0, let ready = queue.ready, ready > 0 else { return nil }
        return Finding(
            .warning, "queue_without_consumer", subject: queue.name,
            message: "queue '\(queue.name)' has \(Wording.count(ready, "message")) and no consumer")
    }

    private func growing(_ queue: QueueRow) -> Finding? {
        guard let growth = queue.growth, growth >= Self.notableGrowth, let ready = queue.ready, ready >= 10 else {
            return nil
        }
        return Finding(
            .note, "queue_growing", subject: queue.name,
            message: "queue '\(queue.name)' has \(Wording.count(ready, "message")) and grows by "
                + "\(Wording.grouped(Int(growth.rounded()))) a minute")
    }

    /// Messages that were delivered and are not acknowledged, more and more of them: what takes them doesn't get done.
    private func held(_ queue: QueueRow) -> Finding? {
        let readings = assessment.evidence.queues.compactMap { reading in
            reading.queues.first { $0.name == queue.name }?.unacknowledged.map { (time: reading.time, count: $0) }
        }
        guard let first = readings.first, let last = readings.last, last.time.since(first.time) >= 1 else { return nil }
        let growth = Double(last.count - first.count) * 60 / last.time.since(first.time)
        guard growth >= Self.notableGrowth, last.count >= 10, last.count >= 2 * max(1, first.count) else { return nil }
        return Finding(
            .note, "queue_unacknowledged_growing", subject: queue.name,
            message: "\(Wording.count(last.count, "message")) of queue '\(queue.name)' are "
                + "delivered and not acknowledged, \(Wording.grouped(Int(growth.rounded()))) more a minute")
    }

    /// Messages that were delivered and that no live worker holds; only where every live worker told all it holds.
    private func unclaimed(_ queue: QueueRow) -> Finding? {
        guard let inFlight = queue.inFlight else { return nil }
        let unclaimed = inFlight.filter { $0.isUnclaimed && !($0.task.map(pending.contains) ?? false) }
        guard !unclaimed.isEmpty else { return nil }
        return Finding(
            .warning, "messages_unclaimed", subject: queue.name,
            message: "\(Wording.count(unclaimed.count, "unacknowledged message")) of queue '\(queue.name)' "
                + "\(unclaimed.count == 1 ? "is" : "are") held by no live worker"
                + (unclaimed.contains { $0.redelivery != nil } ? " until delivered again" : ""),
            time: unclaimed.compactMap(\.redelivery).min())
    }
}
