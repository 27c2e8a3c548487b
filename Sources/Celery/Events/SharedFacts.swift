/// The facts of an event, held once however many copies of the event there are; no memory for those that tell nothing.
///
/// Facts take some 200 bytes and a dozen references; of four events of a task one tells them. What is asked for again
/// and again is told without copying all of them.
struct SharedFacts: Sendable, Equatable {
    private final class Storage: Sendable {
        let facts: TaskFacts

        init(_ facts: TaskFacts) { self.facts = facts }

        /// Reads the facts where they lie.
        func read<Value>(_ body: (borrowing TaskFacts) throws -> Value) rethrows -> Value { try body(facts) }
    }

    private let storage: Storage?

    init(_ facts: TaskFacts) { storage = facts == TaskFacts() ? nil : Storage(facts) }

    /// Tells nothing.
    init() { storage = nil }

    /// Whether nothing is told.
    var isEmpty: Bool { storage == nil }

    /// What is told.
    var facts: TaskFacts { storage?.facts ?? TaskFacts() }

    /// The task's type.
    var name: String? { storage?.facts.name }

    /// How often it was retried before.
    var retries: Int? { storage?.facts.retries }

    /// Seconds of execution.
    var runtime: Double? { storage?.facts.runtime }

    /// Not to be begun before.
    var eta: Instant? { storage?.facts.eta }

    /// About how many bytes they take in memory, with the event that told them.
    var footprint: Int { 500 + (storage?.read { $0.textLength } ?? 0) }

    /// Reads what is told where it lies; `nil` where that is nothing.
    func read<Value>(_ body: (borrowing TaskFacts) throws -> Value) rethrows -> Value? {
        try storage?.read(body)
    }

    static func == (lhs: SharedFacts, rhs: SharedFacts) -> Bool {
        lhs.storage === rhs.storage || lhs.facts == rhs.facts
    }
}
