/// How many attempts were received, begun and ended, as events told it.
package struct AttemptTally: Sendable, Equatable {
    /// The numbers: received, begun, then those that ended, in the order of `endings`.
    package var numbers = SIMD8<Int>()

    /// The columns that an event can end an attempt in, in the order of the numbers.
    package static let endings: [Outcome] = [.succeeded, .failed, .retried, .revoked, .rejected, .returned]

    /// Counts nothing.
    package init() {}

    /// Holds what was stored.
    package init(numbers: SIMD8<Int>) { self.numbers = numbers }

    /// How many were received.
    package var received: Int {
        get { numbers[0] }
        set { numbers[0] = newValue }
    }

    /// How many were begun.
    package var started: Int {
        get { numbers[1] }
        set { numbers[1] = newValue }
    }

    /// How many ended, in whatever way.
    package var ended: Int { numbers.wrappedSum() - received - started }

    /// Whether there is nothing.
    package var isEmpty: Bool { numbers == .zero }

    /// How many ended in that column; none in one that no event tells of.
    package subscript(outcome: Outcome) -> Int {
        get { Self.index(outcome).map { numbers[$0] } ?? 0 }
        set {
            if let index = Self.index(outcome) { numbers[index] = newValue }
        }
    }

    /// Adds another one.
    package mutating func add(_ other: AttemptTally) { numbers &+= other.numbers }

    private static func index(_ outcome: Outcome) -> Int? {
        switch outcome {
        case .succeeded: 2
        case .failed: 3
        case .retried: 4
        case .revoked: 5
        case .rejected: 6
        case .returned: 7
        case .active, .received, .lost, .unaccounted: nil
        }
    }
}
