/// What else than events is known of a cluster: what workers answered, and what the broker and the backend hold.
package struct Evidence: Sendable, Equatable {
    /// What the workers answered; `nil` where nobody asked.
    package var inspection: Inspection?
    /// What workers told before that rarely changes, as a history kept it.
    package var earlierTraits: [WorkerName: WorkerTraits] = [:]
    /// What workers told before of their concurrency, a reading for each time that it was another, oldest first.
    package var earlierConcurrency: [WorkerName: [ConcurrencyReading]] = [:]
    /// What was in the queues, oldest first; the last is that of the report.
    package var queues: [QueueReading] = []
    /// What was in the queues at times before these, as a history kept it, oldest first.
    package var earlierQueues: [QueueReading] = []
    /// What the broker itself sampled of the time before, ready to be drawn.
    package var samples: [Series] = []
    /// Whether the broker can say which messages were delivered and not acknowledged.
    package var brokerNamesMessages = true
    /// The messages that were delivered and not acknowledged; `nil` where that isn't known, or not of every one.
    package var unacknowledged: [UnacknowledgedMessage]?
    /// What the result backend holds, newest first.
    package var results: [StoredResult] = []
    /// Names that workers, dead ones among them, left in the broker.
    package var boundWorkers: [WorkerName] = []
    /// Whether these are all the names that there are, so that who isn't among them takes no commands.
    package var namesBoundWorkers = false
    /// The workers that have a control queue, at a broker that takes it away with its worker; `nil` at others.
    package var controlQueues: Set<WorkerName>?

    /// What the broker and the backend hold to be sent again and again.
    package var schedules: [ScheduleReading] = []
    /// What was told of that before, as a history kept it: a reading for each time that it was another.
    package var earlierSchedules: [ScheduleReading] = []

    /// Knows nothing.
    package init() {}
}
