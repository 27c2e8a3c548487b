/// The facts of an event, held once however many copies of the event there are; no memory for those that tell nothing.
///
/// Facts take some 200 bytes and a dozen references; of four events of a task one tells them. What is asked for again and
/// again is told without copying all of them.
struct SharedFacts: Sendable, Equatable {
    private final class Sheet: Sendable {
        let facts: TaskFacts

        init(_ facts: TaskFacts) { self.facts = facts }

        /// Reads the facts where they lie.
        func read<Value>(_ body: (borrowing TaskFacts) throws -> Value) rethrows -> Value { try body(facts) }
    }

    private let sheet: Sheet?

    init(_ facts: TaskFacts) { sheet = facts == TaskFacts() ? nil : Sheet(facts) }

    /// Tells nothing.
    init() { sheet = nil }

    /// Whether nothing is told.
    var isEmpty: Bool { sheet == nil }

    /// What is told.
    var facts: TaskFacts { sheet?.facts ?? TaskFacts() }

    /// The task's type.
    var name: String? { sheet?.facts.name }

    /// How often it was retried before.
    var retries: Int? { sheet?.facts.retries }

    /// Seconds of execution.
    var runtime: Double? { sheet?.facts.runtime }

    /// Not to be begun before.
    var eta: Instant? { sheet?.facts.eta }

    /// About how many bytes they take in memory, with the event that told them.
    var footprint: Int { 500 + (sheet?.read { $0.textLength } ?? 0) }

    /// Reads what is told where it lies; `nil` where that is nothing.
    func read<Value>(_ body: (borrowing TaskFacts) throws -> Value) rethrows -> Value? {
        try sheet?.read(body)
    }

    static func == (lhs: SharedFacts, rhs: SharedFacts) -> Bool {
        lhs.sheet === rhs.sheet || lhs.facts == rhs.facts
    }
}
