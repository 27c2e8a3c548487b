/// What about the queues needs attention.
struct QueueFindings: Finder {
    static let kinds: [Finding.Code: Finding.Harm] = [
        .queueWithoutConsumer: .workStandsStill,
        .messagesUnclaimed: .workStandsStill,
        .queueGrowing: .workGathers,
        .queueUnacknowledgedGrowing: .workGathers,
        .deadLetters: .workGathers,
    ]

    private let snapshot: Snapshot
    /// Tasks that events say a live worker has, held back by a rate limit, say.
    private let pending: Set<TaskID>
    private let growth: [ExactText: QueueGrowth]
    private let roles: QueueRoles
    /// How many of what was delivered the first and the last reading of this run tell.
    private let delivered: [ExactText: (first: Count, last: Count)]

    private struct Count {
        let time: Instant
        let count: Int
    }

    /// From this many messages a minute on a queue grows worth a word, if it has as many messages as that.
    private static let notableGrowth = 1.0

    init(snapshot: Snapshot, assessment: Assessment, state: ClusterState) {
        self.snapshot = snapshot
        let tasks = assessment.tasks.filter { task in
            task.attempts.contains { $0.outcome.isPending && assessment.statuses[$0.attempt.worker] != .offline }
        }
        pending = Set(tasks.map(\.id))
        growth = QueueGrowth.byQueue(assessment.evidence)
        roles = QueueRoles(assessment.evidence)
        var delivered: [ExactText: (first: Count, last: Count)] = [:]
        for reading in assessment.evidence.queues {
            for queue in reading.queues {
                guard let number = queue.unacknowledged else { continue }
                let count = Count(time: reading.time, count: number)
                delivered[queue.name.exact] = (delivered[queue.name.exact]?.first ?? count, count)
            }
        }
        self.delivered = delivered
    }

    var all: [Finding] {
        unconsumed
            + snapshot.queues.flatMap { [dead($0), growing($0), held($0), unclaimed($0)].compactMap { $0 } }
    }

    /// More queues than these that nobody consumes are told in one sentence.
    private static let mostUnconsumed = 5

    /// The queues that have messages and nobody to take them; those of which nobody is to are left out.
    private var unconsumed: [Finding] {
        let queues = snapshot.queues.filter { queue in
            queue.consumers == 0 && (queue.ready ?? 0) > 0 && queue.type != "stream" && roles[queue.name] == .tasks
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

    private func dead(_ queue: QueueRow) -> Finding? {
        guard roles[queue.name] == .deadLetters, let ready = queue.ready, ready > 0 else { return nil }
        return .deadLetters(queue.name, ready: ready)
    }

    private func growing(_ queue: QueueRow) -> Finding? {
        guard roles[queue.name] != .delay, let growth = growth[queue.name.exact], growth.rate >= Self.notableGrowth,
            let ready = queue.ready, ready >= 10
        else {
            return nil
        }
        return .queueGrowing(queue.name, ready: ready, growth: growth, peak: queue.peak?.ready)
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

extension Finding.Code {
    /// A queue has messages and nobody to take them.
    package static let queueWithoutConsumer = Self("queue_without_consumer")
    /// Messages were delivered, and no live worker holds them.
    package static let messagesUnclaimed = Self("messages_unclaimed")
    /// A queue grows.
    package static let queueGrowing = Self("queue_growing")
    /// More and more messages are delivered and not acknowledged.
    package static let queueUnacknowledgedGrowing = Self("queue_unacknowledged_growing")
    /// A queue has what others have given up.
    package static let deadLetters = Self("dead_letters")
}

/// What is said of queues.
extension Finding {
    /// A queue has messages, and nobody takes them.
    static func queueWithoutConsumer(_ queue: String, ready: Int) -> Finding {
        Finding(
            .warning, .queueWithoutConsumer, subject: queue, facts: ["ready": .count(ready)],
            message: "queue \(name: queue) has \(Phrase.count(ready, "message")) and no consumer")
    }

    /// So do many; `fullest` are those that have most.
    static func queuesWithoutConsumer(
        _ count: Int, messages: Int, fullest: [(name: String, ready: Int)]
    ) -> Finding {
        let names = fullest.map { "\(name: $0.name) (\(Phrase.grouped($0.ready)))" as Phrase }.joined(separator: ", ")
        return Finding(
            .warning, .queueWithoutConsumer, subject: "queues",
            facts: ["queues": .count(count), "ready": .count(messages)],
            message: "\(Phrase.grouped(count)) queues have \(Phrase.count(messages, "message")) and no consumer, "
                + "most of them \(names)")
    }

    /// A queue has what other queues have given up.
    static func deadLetters(_ queue: String, ready: Int) -> Finding {
        Finding(
            .note, .deadLetters, subject: queue, facts: ["ready": .count(ready)],
            message: "queue \(name: queue) has \(Phrase.count(ready, "message")) that other queues have given up")
    }

    /// A queue grew over the last seconds.
    static func queueGrowing(_ queue: String, ready: Int, growth: QueueGrowth, peak: Int?) -> Finding {
        let rate = Int(growth.rate.rounded())
        let most = peak.flatMap { $0 > ready ? $0 : nil }
        return Finding(
            .note, .queueGrowing, subject: queue,
            facts: ["ready": .count(ready), "growth": .number(growth.rate), "seconds": .number(growth.stretch)],
            message: "queue \(name: queue) has \(Phrase.count(ready, "message")) and grew by \(Phrase.grouped(rate)) "
                + "a minute over the last \(Phrase.roughly(growth.stretch))"
                + (most.map { ", after a peak of \(Phrase.grouped($0))" } ?? ""))
    }

    /// More and more messages of a queue are delivered and not acknowledged.
    static func unacknowledgedGrowing(_ queue: String, count: Int, growth: Double) -> Finding {
        Finding(
            .note, .queueUnacknowledgedGrowing, subject: queue,
            facts: ["unacked": .count(count), "growth": .number(growth)],
            message: "\(Phrase.count(count, "message")) of queue \(name: queue) are delivered and not acknowledged, "
                + "\(Phrase.grouped(Int(growth.rounded()))) more a minute")
    }

    /// Messages of a queue were delivered, and no live worker holds them.
    static func messagesUnclaimed(_ queue: String, count: Int, redelivery: Instant?) -> Finding {
        Finding(
            .warning, .messagesUnclaimed, subject: queue, facts: ["messages": .count(count)],
            message: "\(Phrase.count(count, "unacknowledged message")) of queue \(name: queue) "
                + "\(count == 1 ? "is" : "are") held by no live worker"
                + (redelivery == nil ? "" : ", and will be delivered again"), time: redelivery)
    }
}
