/// What an inspection tells of a worker and rarely changes: worth keeping for times at which nobody asks, or it is
/// silent.
package struct WorkerTraits: Sendable, Equatable {
    /// When the worker told it, by our clock.
    package var seen: Instant
    /// The task types that it knows, with their limits as it writes them.
    package var registered: [String]?
    /// The queues that it takes messages from.
    package var queues: [ConsumedQueue]?
    /// How many attempts it executes side by side.
    package var concurrency: Int?
    /// The harmless part of its configuration.
    package var configuration: [NamedValue]
    /// Seconds after which the broker delivers an unacknowledged message again, where its configuration says so.
    package var visibilityTimeout: Double?

    /// Puts together what was kept.
    package init(
        seen: Instant, registered: [String]? = nil, queues: [ConsumedQueue]? = nil, concurrency: Int? = nil,
        configuration: [NamedValue] = [], visibilityTimeout: Double? = nil
    ) {
        self.seen = seen
        self.registered = registered
        self.queues = queues
        self.concurrency = concurrency
        self.configuration = configuration
        self.visibilityTimeout = visibilityTimeout
    }

    /// Takes out of an answer what rarely changes; `nil` where it says nothing of that.
    package init?(_ answer: WorkerInspection, seen: Instant) {
        guard answer.registered != nil || answer.queues != nil || !answer.configuration.isEmpty else { return nil }
        self.init(
            seen: seen, registered: answer.registered, queues: answer.queues, concurrency: answer.concurrency,
            configuration: answer.configuration, visibilityTimeout: answer.visibilityTimeout)
    }
}

extension Inspection {
    /// What the workers told that rarely changes.
    package var traits: [WorkerName: WorkerTraits] {
        workers.compactMapValues { WorkerTraits($0, seen: answered) }
    }
}

extension WorkerInspection {
    /// What was known before, in the place of an answer.
    init(_ traits: WorkerTraits) {
        registered = traits.registered
        queues = traits.queues
        concurrency = traits.concurrency
        configuration = traits.configuration
        visibilityTimeout = traits.visibilityTimeout
        asOf = traits.seen
    }
}
