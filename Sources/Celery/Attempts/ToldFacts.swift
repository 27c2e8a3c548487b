/// What the events of one attempt told, the later word winning; put together only when all of it is asked for.
struct ToldFacts: Sendable, Equatable {
    private var earlier = SharedFacts()
    private var later = SharedFacts()

    /// Tells nothing.
    init() {}

    /// Tells what is known.
    init(_ facts: TaskFacts) { earlier = SharedFacts(facts) }

    /// Takes over what an event tells.
    mutating func merge(_ other: SharedFacts) {
        if other.isEmpty { return }
        if earlier.isEmpty {
            earlier = other
        } else {
            if !later.isEmpty { earlier = SharedFacts(facts) }
            later = other
        }
    }

    /// All that is told.
    var facts: TaskFacts {
        var facts = earlier.facts
        if !later.isEmpty { facts.merge(later.facts) }
        return facts
    }

    /// The task's type.
    var name: String? { later.name ?? earlier.name }

    /// How often it was retried before.
    var retries: Int? { later.retries ?? earlier.retries }

    /// Seconds of execution.
    var runtime: Double? { later.runtime ?? earlier.runtime }

    /// Not to be begun before.
    var eta: Instant? { later.eta ?? earlier.eta }

    static func == (lhs: ToldFacts, rhs: ToldFacts) -> Bool { lhs.facts == rhs.facts }
}
