package import Celery

/// What came of listening to the event stream.
package struct ListenReport: Sendable, Equatable, UnreadableCount {
    /// From the broker's confirmation to the end, by our clock.
    package var watched: TimeSpan
    /// How many events were delivered.
    package var events = 0
    /// How many messages held no event that can be read.
    package var unreadable = 0
    /// Why the first few of them couldn't be read, each reason once.
    package var reasons: [String] = []
    /// What ended the listening before its time; `nil` where it went on until the deadline or the cancellation.
    package var failure: BrokerError?

    /// Reports on a span.
    package init(watched: TimeSpan) {
        self.watched = watched
    }
}
