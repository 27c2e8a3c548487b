import Celery

/// Tells the queues that Celery and its monitors keep for themselves from those that tasks go through.
struct InternalQueues: Sendable {
    private let eventExchange: String
    private let controlExchange: String
    private let eventQueue: String?

    init(_ options: BrokerOptions) {
        eventExchange = options.eventExchange
        controlExchange = options.controlExchange
        eventQueue = options.eventQueue
    }

    /// Whether an exchange carries events, commands or answers.
    func contains(exchange: String) -> Bool {
        exchange == eventExchange || exchange == controlExchange || exchange == "reply." + controlExchange
    }

    /// Whether a queue takes events, commands, answers or results, or is ours.
    func contains(queue: String) -> Bool {
        queue.isEmpty || queue.hasPrefix(eventExchange + ".") || queue.hasPrefix("celeryev.")
            || queue.hasSuffix("." + controlExchange) || queue.hasPrefix(RabbitMQBroker.queuePrefix)
            || queue == eventQueue || Self.isIdentifier(queue)
    }

    /// Whether a name is a UUID, as Celery calls the queue in which a client waits for the results of its tasks.
    private static func isIdentifier(_ name: String) -> Bool {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && parts.joined().utf8.allSatisfy { byte in
                (48...57).contains(byte) || (97...102).contains(byte)
            }
    }

    /// What the queues are called together in which messages wait for their time, and RabbitMQ itself takes them on
    /// then: those of kombu's `native_delayed_delivery`, which comes with quorum queues. `nil` for a queue of another
    /// kind.
    static func delays(of queue: String) -> String? {
        guard let end = queue.lastIndex(of: "_") else { return nil }
        let (name, level) = (queue[..<end], queue[queue.index(after: end)...])
        guard name == "celery_delayed" || name.hasSuffix("_celery_delayed"), let number = Int(level),
            (0..<28).contains(number), String(number) == level
        else { return nil }
        return String(name)
    }

    /// The queues of that kind as kombu names them, the level of the shortest time first.
    static let delayLevels = (0..<28).map { "celery_delayed_\($0)" }

    /// The level of a queue of that kind.
    static func level(of queue: String) -> Int? {
        delays(of: queue).flatMap { Int(queue.dropFirst($0.count + 1)) }
    }

    /// The worker that takes commands from this queue; `nil` for a queue of another kind.
    func worker(ofControlQueue queue: String) -> WorkerName? {
        let suffix = "." + controlExchange
        guard queue.hasSuffix(suffix), queue.utf8.count > suffix.utf8.count else { return nil }
        let name = String(queue.dropLast(suffix.count))
        // Answers go to `<id>.reply.celery.pidbox`; every worker has an `@` in its name.
        guard name.contains("@") || !name.hasSuffix(".reply") else { return nil }
        return WorkerName(name)
    }
}
