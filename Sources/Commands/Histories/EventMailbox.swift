import Celery
import Synchronization

/// Holds events between the listener and the disk, up to a bound; what comes beyond is counted and dropped.
final class EventMailbox: Sendable {
    /// What was in it.
    struct Content: Sendable {
        var events: [Event] = []
        /// How many events found no room.
        var lost = 0
    }

    private let content = Mutex(Content())
    private let capacity: Int

    init(capacity: Int = 200_000) { self.capacity = capacity }

    /// Puts events in.
    func put(_ events: [Event]) {
        content.withLock { content in
            let room = max(0, capacity - content.events.count)
            content.events += events.prefix(room)
            content.lost += max(0, events.count - room)
        }
    }

    /// Takes everything out.
    func take() -> Content {
        content.withLock { content in
            defer { content = Content() }
            return content
        }
    }
}
