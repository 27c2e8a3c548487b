/// One dated fact in the life of a task: a task event without its task and its sender.
///
/// Marks are kept in the order of their sender's clock, so what is made of them doesn't depend on the order they came
/// in.
package struct Mark: Sendable, Equatable {
    /// What happened.
    package let kind: TaskEvent.Kind
    /// The sender's time.
    package let timestamp: Instant
    /// The sender's Lamport clock.
    package let clock: Int
    /// When we heard it, by our clock.
    package private(set) var heard: Instant
    /// What the event told.
    package var facts: TaskFacts { shared.facts }
    let shared: SharedFacts

    /// Reads what the event told without copying it; `nil` where that is nothing.
    package func read<Value>(_ body: (borrowing TaskFacts) throws -> Value) rethrows -> Value? { try shared.read(body) }

    /// About how many bytes it takes in memory, texts and all.
    package var footprint: Int { shared.footprint }

    /// Puts together what was stored.
    package init(kind: TaskEvent.Kind, timestamp: Instant, clock: Int, heard: Instant, facts: TaskFacts) {
        self.kind = kind
        self.timestamp = timestamp
        self.clock = clock
        self.heard = heard
        shared = SharedFacts(facts)
    }

    init(_ event: TaskEvent) {
        kind = event.kind
        timestamp = event.origin.timestamp
        clock = event.origin.clock
        heard = event.origin.heard
        shared = event.shared
    }

    /// Whether this is the same event, heard again.
    func isRepeat(of other: Mark) -> Bool {
        timestamp == other.timestamp && clock == other.clock && kind == other.kind
    }

    /// Takes over the earlier of two hearings of the same event.
    mutating func noteRepeat(_ other: Mark) { heard = min(heard, other.heard) }

    /// Orders by the sender's time; the Lamport clock, then the stages of an attempt, decide between equals.
    func precedes(_ other: Mark) -> Bool {
        if timestamp != other.timestamp { return timestamp < other.timestamp }
        if clock != other.clock { return clock < other.clock }
        return kind.stage < other.kind.stage
    }
}

extension TaskEvent.Kind {
    /// Where in an attempt it comes: the order of events of one time.
    var stage: Int {
        switch self {
        case .sent: 0
        case .received: 1
        case .started: 2
        case .custom: 3
        case .retried: 4
        case .succeeded: 5
        case .failed: 6
        case .rejected: 7
        case .revoked: 8
        case .cancelled: 9
        case .dropped: 10
        case .held: 11
        }
    }
}

extension [Mark] {
    /// Puts a mark in its place.
    ///
    /// - Returns: `false` where it stood there already.
    package mutating func insert(_ mark: Mark) -> Bool {
        var index = endIndex
        while index > startIndex, mark.precedes(self[index - 1]) { index -= 1 }
        var earlier = index
        while earlier > startIndex, self[earlier - 1].timestamp == mark.timestamp {
            earlier -= 1
            if self[earlier].isRepeat(of: mark) {
                self[earlier].noteRepeat(mark)
                return false
            }
        }
        insert(mark, at: index)
        return true
    }
}
