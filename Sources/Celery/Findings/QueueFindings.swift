/// What about the queues needs attention.
struct QueueFindings {
    let snapshot: Snapshot
    let assessment: Assessment

    /// From this many messages a minute on a queue grows worth a word, if it has as many messages as that.
    private static let notableGrowth = 1.0

    var all: [Finding] {
        snapshot.queues.flatMap { [unconsumed($0), growing($0), unclaimed($0)].compactMap { $0 } }
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

    /// Messages that were delivered and that no live worker holds; only where every live worker told all it holds.
    private func unclaimed(_ queue: QueueRow) -> Finding? {
        guard let inspection = assessment.evidence.inspection, inspection.isComplete, let inFlight = queue.inFlight
        else { return nil }
        let heard = inspection.asked
        let unclaimed = inFlight.filter { message in
            message.worker == nil && (message.delivered ?? .distantPast) < heard && !isHeld(message.task)
        }
        guard !unclaimed.isEmpty else { return nil }
        return Finding(
            .warning, "messages_unclaimed", subject: queue.name,
            message: "\(Wording.count(unclaimed.count, "unacknowledged message")) of queue '\(queue.name)' "
                + "\(unclaimed.count == 1 ? "is" : "are") held by no live worker"
                + (unclaimed.contains { $0.redelivery != nil } ? " until delivered again" : ""),
            time: unclaimed.compactMap(\.redelivery).min())
    }

    /// Whether events say that a live worker has it, held back by a rate limit, say.
    private func isHeld(_ task: TaskID?) -> Bool {
        guard let task, let row = snapshot.tasks.first(where: { $0.id == task }), let worker = row.worker else {
            return false
        }
        let isPending = row.attempts.last?.outcome.isPending ?? false
        return isPending && assessment.statuses[worker] != .offline
    }
}
