package import Celery

/// What can be asked of a message broker that Celery uses.
///
/// Every call opens a connection of its own and closes it before it returns, so calls may run side by side, and one
/// that fails takes no other with it. A cancelled task ends a call within about 100 ms, by `BrokerError.cancelled`
/// where the call has nothing to hand back; what the call wrote is taken away first.
package protocol Broker: Sendable {
    /// What it carries besides tasks; what it doesn't is never asked for.
    var features: BrokerFeatures { get }

    /// Whether listening to events takes a queue of one's own, which somebody may forbid to make.
    var makesQueueToListen: Bool { get }

    /// When what it tells was so, where that isn't now.
    var saved: Instant? { get }

    /// Connects, and says what answered.
    func identify() async throws(BrokerError) -> BrokerIdentity

    /// Listens to the event stream until `deadline` or until the task is cancelled, and writes nothing.
    ///
    /// `subscribed` is called once the broker has confirmed that it will hand events on; `deliver` gets them in
    /// batches, in the order in which they came, and holds up the reading while it runs. A connection that breaks after
    /// the confirmation ends the report with its `failure`; before it, the call throws.
    func listen(
        until deadline: ContinuousClock.Instant, subscribed: @escaping @Sendable () -> Void,
        deliver: @escaping @Sendable ([Event]) -> Void
    ) async throws(BrokerError) -> ListenReport

    /// Asks every worker everything at once, and waits until all that heard it have answered, or for `timeout`.
    ///
    /// `heard` are the workers that are known to be alive. What it writes to the broker is gone when it returns. Throws
    /// `.notPermitted` where the broker forbids the writing, `.passive` where the options do, and on Redis what forbids
    /// it as long as the separator of the workers' bindings isn't known to be ours.
    func inspect(timeout: Duration, heard: Set<WorkerName>) async throws(BrokerError) -> InspectionReport

    /// Reads the queues: how many messages wait and are in flight, and, where `request` asks for it, which.
    func readQueues(_ request: QueueRequest) async throws(BrokerError) -> QueueSurvey

    /// Asks every worker to send task events from now on; returns how many heard it, `nil` where the broker won't say.
    func enableEvents(timeout: Duration) async throws(BrokerError) -> Int?
}

extension Broker {
    /// It is now.
    package var saved: Instant? { nil }

    /// Nothing is made.
    package var makesQueueToListen: Bool { false }

    /// Asks while nobody is known to be alive.
    package func inspect(timeout: Duration) async throws(BrokerError) -> InspectionReport {
        try await inspect(timeout: timeout, heard: [])
    }
}
