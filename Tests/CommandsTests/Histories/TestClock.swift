import Celery
import Synchronization

/// A clock that goes on when it is told to.
final class TestClock: Sendable {
    private let seconds = Mutex(0.0)

    /// What it shows; it begins at the epoch.
    var now: Instant { Instant(microseconds: 0) + seconds.withLock { $0 } }

    /// Lets seconds pass.
    func pass(_ more: Double) { seconds.withLock { $0 += more } }
}
