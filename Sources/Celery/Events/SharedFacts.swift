/// The facts of an event, held once however many copies of the event there are; no memory for those that tell nothing.
///
/// Facts take some 200 bytes and a dozen references; of four events of a task one tells them.
struct SharedFacts: Sendable, Equatable {
    private final class Sheet: Sendable {
        let facts: TaskFacts

        init(_ facts: TaskFacts) { self.facts = facts }
    }

    private let sheet: Sheet?

    init(_ facts: TaskFacts) { sheet = facts == TaskFacts() ? nil : Sheet(facts) }

    /// Whether nothing is told.
    var isEmpty: Bool { sheet == nil }

    /// What is told.
    var facts: TaskFacts { sheet?.facts ?? TaskFacts() }

    static func == (lhs: SharedFacts, rhs: SharedFacts) -> Bool {
        lhs.sheet === rhs.sheet || lhs.facts == rhs.facts
    }
}
