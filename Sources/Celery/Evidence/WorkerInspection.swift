/// What one worker answered; `nil` is "not asked, or no answer".
package struct WorkerInspection: Sendable, Equatable {
    /// Whether it answered the ping, or anything else.
    package var isAlive = false
    /// What it executes.
    package var active: [HeldTask]?
    /// What it has fetched and not begun.
    package var reserved: [HeldTask]?
    /// What waits in it for its ETA.
    package var scheduled: [HeldTask]?
    /// The identifiers that it will not execute.
    package var revoked: [TaskID]?
    /// The queues that it takes messages from.
    package var queues: [ConsumedQueue]?
    /// The task types that it knows, with their limits as it writes them.
    package var registered: [String]?
    /// How many executions it began since it started, by task type.
    package var executions: [String: Int]?
    /// Its main process.
    package var processID: Int?
    /// Seconds since it started.
    package var uptime: Double?
    /// How many attempts it executes side by side.
    package var concurrency: Int?
    /// How many messages it fetches ahead.
    package var prefetchCount: Int?
    /// Its pool, as it describes it.
    package var pool: [NamedValue] = []
    /// Its connection to the broker, as it describes it.
    package var broker: [NamedValue] = []
    /// Its use of the system: `getrusage` as it reports it.
    package var system: [NamedValue] = []
    /// What else its statistics say.
    package var other: [NamedValue] = []
    /// The harmless part of its configuration.
    package var configuration: [NamedValue] = []
    /// Seconds after which the broker delivers an unacknowledged message again, where its configuration says so.
    package var visibilityTimeout: Double?

    /// What its configuration has to be sent again and again.
    package var periodic: [PeriodicEntry]?

    /// When it was told, where that is not now: what rarely changes, from an earlier inspection.
    package var asOf: Instant?

    /// Knows nothing.
    package init() {}

    /// The task types that it knows, without the limits that it writes behind a name: `shop.pay [rate_limit=1/s]`.
    var registeredTypes: [String]? {
        registered?.map { written in written.firstRange(of: " [").map { String(written[..<$0.lowerBound]) } ?? written }
    }

    /// Whether it told all that it holds.
    package var isComplete: Bool { active != nil && reserved != nil && scheduled != nil }
}
