import Celery

/// What events prove that a file or a tap kept until they were read.
enum KeptEvents {
    /// Seconds without an event after which nobody is taken to have listened; workers are heard every two.
    static let pause = 30.0

    /// When somebody listened.
    static func watched(_ events: [Event]) -> [TimeSpan] {
        var watched: [TimeSpan] = []
        for heard in events.map(\.heard).sorted() {
            if let last = watched.last, heard.since(last.until) <= pause {
                watched[watched.count - 1].until = heard
            } else {
                watched.append(TimeSpan(since: heard, until: heard))
            }
        }
        return watched
    }
}

extension Event {
    /// When we heard it.
    var heard: Instant {
        get {
            switch self {
            case .task(let event): event.origin.heard
            case .worker(let event): event.origin.heard
            }
        }
        set {
            switch self {
            case .task(var event):
                event.origin.heard = newValue
                self = .task(event)
            case .worker(var event):
                event.origin.heard = newValue
                self = .worker(event)
            }
        }
    }
}
