package import Celery

/// A queue on the event exchange that keeps events while nobody listens.
///
/// It is a quorum queue: events are transient messages, and a classic queue loses those when the server restarts.
package struct EventTap: Sendable, Equatable {
    /// The queue's name.
    package let name: String

    /// Names a tap.
    package init(_ name: String) { self.name = name }
}

/// Events that were taken out of a tap together.
package struct TapBatch: Sendable {
    /// The events.
    package var events: [Event]
    /// When they were taken, by our clock.
    package var taken: Instant
    /// Whether older ones may have gone before they could be taken.
    package var followsLoss: Bool
}

/// What came of emptying a tap.
package struct TapReport: Sendable, Equatable, UnreadableCount {
    /// How many events were taken.
    package var events = 0
    /// How many messages held no event that can be read.
    package var unreadable = 0
    /// Why the first few of them couldn't be read, each reason once.
    package var reasons: [String] = []
    /// A time before which nothing is left in it; `nil` where the deadline came first.
    package var emptied: Instant?
    /// Whether somebody else is reading it too, and may hold events.
    package var isShared = false
    /// How many messages it had where that is as many as it keeps, so that older ones may have gone.
    package var full: Int?

    /// Has taken nothing yet.
    package init() {}
}

/// How a tap is found.
package struct TapState: Sendable, Equatable {
    /// How many events wait in it.
    package var ready: Int
    /// How many are taking events from it.
    package var consumers: Int
    /// Whether it is known to be bound to nothing but the event exchange, which only the management API tells; its
    /// arguments are those of a tap in any case.
    package var isCertain: Bool
}

/// A broker that keeps events in queues of their own while nobody listens.
package protocol EventTapBroker: Broker {
    /// Makes a tap, which drops its oldest events where there are more than `maxLength` messages or some are older than
    /// `maxAge`; one that is there with the same limits stays as it is.
    ///
    /// Returns whether it gets events: one that was there may be another's queue where nothing tells what it is bound
    /// to, and is not bound anew then.
    ///
    /// - Throws: `.notATap` where another queue has the name, which stays as it is.
    func add(_ tap: EventTap, maxLength: Int, maxAge: Duration) async throws(BrokerError) -> Bool

    /// How full a tap is; `nil` where there is no queue of that name.
    ///
    /// - Throws: `.notATap` for a queue that is none.
    func state(of tap: EventTap) async throws(BrokerError) -> TapState?

    /// Takes a tap away, with what is in it, unless `object` has something against what it sees of it; returns that.
    ///
    /// - Throws: `.notATap` for a queue that is none, and `.missing` where there is none of that name.
    func remove(_ tap: EventTap, unless object: (TapState) -> String?) async throws(BrokerError) -> String?

    /// Takes all events out of a tap that are in it now, batch by batch, and some that come meanwhile.
    ///
    /// `keep` gets each batch; what it has kept is acknowledged then, and what it hasn't when the program dies comes
    /// again to the next run. For the time at which an event was heard stands its sender's. A message that is no event
    /// is never acknowledged, and stays. Throws what `keep` throws, or a `BrokerError`: `.notATap` for a queue that is
    /// none.
    func empty(
        _ tap: EventTap, until deadline: ContinuousClock.Instant, keep: (TapBatch) async throws -> Void
    ) async throws -> TapReport
}
