import Celery

/// By which channels the events of a cluster come: those of its database, or those that all databases have in common
/// where kombu's `fanout_prefix` is off.
///
/// Another database's cluster may use the common ones. So what comes there is held back until a worker has spoken there
/// that is bound in our database, and is dropped once anybody has spoken on our own.
struct EventChannels {
    private enum Choice { case own, common }

    /// No more events are held back; a heartbeat comes every two seconds.
    private static let limit = 50_000

    private let common: String
    private var bound: Set<WorkerName>
    private var choice: Choice?
    private var pending: [Event] = []

    /// `common` is the channel that all databases share; `bound` are the workers that have bound a control queue, `nil`
    /// where that can't be known.
    init(common: String, bound: Set<WorkerName>?) {
        self.common = common
        self.bound = bound ?? []
        choice = bound == nil ? .own : nil
    }

    /// Whether it is to be found out whose is what is held back: workers may have come up meanwhile.
    var isWaiting: Bool { choice == nil && !pending.isEmpty }

    /// Takes note of the workers that are bound now; returns what is known by that to be our cluster's.
    mutating func learn(_ bound: Set<WorkerName>?) -> [Event] {
        guard choice == nil else { return [] }
        guard let bound else {
            (choice, pending) = (.own, [])
            return []
        }
        self.bound = bound
        return release(where: pending)
    }

    /// Whether a channel is the shared one, or one of those into which routing keys part it.
    func isCommon(_ channel: [UInt8]) -> Bool {
        let rest = channel.dropFirst(common.utf8.count)
        return channel.starts(with: common.utf8) && (rest.isEmpty || rest.first == UInt8(ascii: "/"))
    }

    /// What is known to be our cluster's, now that these came.
    mutating func admit(_ events: [Event], isCommon: Bool) -> [Event] {
        switch choice {
        case .own: return isCommon ? [] : events
        case .common: return events
        case nil: break
        }
        if !isCommon {
            guard !events.isEmpty else { return [] }
            (choice, pending) = (.own, [])
            return events
        }
        pending += events.prefix(Self.limit - pending.count)
        return release(where: events)
    }

    /// All that was held back, where one of those events is of a worker that is bound.
    private mutating func release(where events: [Event]) -> [Event] {
        guard events.contains(where: { bound.contains(WorkerName($0.origin.sender)) }) else { return [] }
        defer { (choice, pending) = (.common, []) }
        return pending
    }
}
