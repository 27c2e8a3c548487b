package import Celery
import Synchronization

/// Holds events between the listener and the disk, up to a bound; what comes beyond is counted and dropped.
///
/// It also keeps when somebody listened: from a subscription to the last sign of life of its connection.
package final class EventMailbox: Sendable {
    /// What was in it.
    struct Content: Sendable {
        var events: [Event] = []
        /// How many events found no room.
        var lost = 0
        /// When somebody listened, whether anything was to be heard or not.
        var watched: [TimeSpan] = []
    }

    fileprivate struct State {
        var content = Content()
        /// About how many bytes the events take.
        var size = 0
        /// The last sign of life; `nil` without a connection.
        var lastSign: Instant?
    }

    private let state = Mutex(State())
    private let capacity: Int
    private let now: @Sendable () -> Instant

    /// Holds events of up to about so many bytes.
    package init(capacity: Int = 128_000_000, now: @escaping @Sendable () -> Instant) {
        self.capacity = capacity
        self.now = now
    }

    /// A subscription begins.
    package func begin() {
        let time = now()
        state.withLock { $0.lastSign = time }
    }

    /// It ended, some time after its last sign of life.
    package func end() { state.withLock { $0.lastSign = nil } }

    /// Puts events in; none are a sign of life.
    func put(_ events: [Event]) {
        let time = now()
        state.withLock { state in
            for event in events { state.put(event, capacity: capacity) }
            state.note(time)
        }
    }

    /// Takes everything out.
    func take() -> Content {
        state.withLock { state in
            defer { (state.content, state.size) = (Content(), 0) }
            return state.content
        }
    }
}

extension EventMailbox.State {
    fileprivate mutating func put(_ event: Event, capacity: Int) {
        let footprint = event.footprint
        guard size + footprint <= capacity else { return content.lost += 1 }
        size += footprint
        content.events.append(event)
    }

    /// Takes note of a sign of life.
    fileprivate mutating func note(_ time: Instant) {
        guard let since = lastSign else { return }
        if let last = content.watched.last, last.until == since {
            content.watched[content.watched.count - 1].until = time
        } else {
            content.watched.append(TimeSpan(since: since, until: time))
        }
        lastSign = time
    }
}
