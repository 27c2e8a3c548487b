/// An output that is one run's alone, from before it asks anybody anything until it has published.
///
/// A lock of the operating system's: a run that is killed lets go of it.
package final class OutputClaim: Sendable {
    let place: OutputPlace
    private let lock: PublishLock

    /// Takes the lock away in a process that ends at once, whoever else still holds the claim.
    package func abandon() { lock.remove() }

    init(_ lock: consuming PublishLock, on place: OutputPlace) {
        self.place = place
        self.lock = lock
    }
}
