import Celery

/// Tells the queues that Celery and its monitors keep for themselves from those that tasks go through.
struct QueueNoise: Sendable {
    private let eventExchange: String
    private let controlExchange: String

    init(_ options: BrokerOptions) {
        eventExchange = options.eventExchange
        controlExchange = options.controlExchange
    }

    /// Whether an exchange carries events, commands or answers.
    func contains(exchange: String) -> Bool {
        exchange == eventExchange || exchange == controlExchange || exchange == "reply." + controlExchange
    }

    /// Whether a queue takes events, commands or answers.
    func contains(queue: String) -> Bool {
        queue.isEmpty || queue.hasPrefix(eventExchange + ".") || queue.hasPrefix("celeryev.")
            || queue.hasSuffix("." + controlExchange)
    }

    /// The worker that takes commands from this queue; `nil` for a queue of another kind.
    func worker(ofControlQueue queue: String) -> WorkerName? {
        let suffix = "." + controlExchange
        guard queue.hasSuffix(suffix), queue.utf8.count > suffix.utf8.count else { return nil }
        return WorkerName(String(queue.dropLast(suffix.count)))
    }
}
