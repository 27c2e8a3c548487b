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

    /// More and more messages of a queue are delivered and not acknowledged.
    static func unacknowledgedGrowing(_ queue: String, count: Int, growth: Double) -> Finding {
        Finding(
            .note, .queueUnacknowledgedGrowing, subject: queue,
            facts: ["unacked": .count(count), "growth": .number(growth)],
            message: "\(Phrase.count(count, "message")) of queue \(name: queue) are delivered and not acknowledged, "
                + "\(Phrase.grouped(Int(growth.rounded()))) more a minute")
    }

    /// By counting more messages wait, or fewer, than by what events tell.
    static func messagesUnseen(
        _ queue: String, counted: Double, readings: Int, told: Double, messages: Int
    ) -> Finding {
        func tenths(_ number: Double) -> String {
            let tenths = Int((number * 10).rounded())
            return "\(tenths / 10).\(tenths % 10)"
        }
        return Finding(
            .note, .messagesUnseen, subject: queue,
            facts: [
                "counted": .number(counted), "readings": .count(readings), "told": .number(told),
                "messages": .count(messages),
            ],
            message: "queue \(name: queue) held \(words: tenths(counted)) messages on average by "
                + "\(Phrase.count(readings, "reading")), and \(words: tenths(told)) by what events tell of "
                + "\(Phrase.count(messages, "message")): some pass unseen")
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
