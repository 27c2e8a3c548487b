import Celery
import Synchronization

/// Keeps the events that a broker delivered.
final class EventLog: Sendable {
    private let log = Mutex<[Event]>([])

    /// The events so far.
    var events: [Event] { log.withLock { $0 } }

    /// Adds some.
    func add(_ events: [Event]) { log.withLock { $0 += events } }
}
