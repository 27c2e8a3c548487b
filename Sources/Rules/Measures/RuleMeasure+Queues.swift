import Celery

extension RuleMeasure {
    private static let queue = Label(name: "queue", meaning: "the queue's name")

    static let ofQueues: [RuleMeasure] = [
        each("queue.ready", "Messages that wait in a queue.", unit: .count) { KnownValue($0.ready) },
        each("queue.unacked", "Messages of a queue that were delivered and not acknowledged.", unit: .count) {
            KnownValue($0.unacknowledged)
        },
        each("queue.messages", "All messages of a queue.", unit: .count) {
            KnownValue($0.ready) + KnownValue($0.unacknowledged)
        },
        each("queue.consumers", "Who takes messages from a queue.", unit: .count) { KnownValue($0.consumers) },
        each(
            "queue.growth",
            "By how many messages a minute a queue grew at the end of the span; below 0 where it drains.",
            unit: .perMinute
        ) { $0.growth.map { KnownValue($0) } ?? .unknown },
        each(
            "queue.oldest", "How long the oldest message of a queue has been waiting; 0 where none waits.",
            unit: .duration
        ) { row in
            if row.ready == 0 { return KnownValue(0) }
            guard let oldest = row.oldest else { return KnownValue(nil) }
            return oldest.isAtLeast ? KnownValue(low: oldest.age, high: .infinity) : KnownValue(oldest.age)
        },
        each(
            "queue.redelivered", "Messages of a queue that were delivered again, since the broker began to count.",
            unit: .count
        ) { KnownValue($0.redelivered) },
    ]

    private static func each(
        _ name: String, _ meaning: String, unit: RuleUnit, _ value: @escaping @Sendable (QueueRow) -> KnownValue
    ) -> RuleMeasure {
        RuleMeasure(name, meaning, unit: unit, labels: [queue]) { subject in
            subject.snapshot.queues.map { row in
                let value = value(row)
                return Reading([RuleLabel(name: "queue", value: row.name)], value, because: "the broker didn't tell")
            }
        } unseen: { subject, rule, seen in
            // The one queue that a rule names was seen, or every queue was.
            let isOne = rule.patterns.contains { $0.label == queue.name && $0.isExact } && !seen.isEmpty
            guard !isOne, !subject.snapshot.isWhollyTold(by: "queues") else { return nil }
            return .unseen(.unknown, because: "not all queues were told")
        }
    }
}
