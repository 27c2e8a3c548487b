import Synchronization

/// How often a connection was made.
final class ConnectionCount: Sendable {
    private let made = Atomic(0)

    /// How often so far.
    var count: Int { made.load(ordering: .relaxed) }

    /// One more.
    func add() { made.wrappingAdd(1, ordering: .relaxed) }
}
