import Synchronization

/// How often a connection was made.
package final class ConnectionCount: Sendable {
    private let made = Atomic(0)

    /// Nothing is connected yet.
    package init() {}

    /// How often so far.
    package var count: Int { made.load(ordering: .relaxed) }

    /// One more.
    package func add() { made.wrappingAdd(1, ordering: .relaxed) }
}
