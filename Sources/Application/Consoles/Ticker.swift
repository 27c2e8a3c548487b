import Dispatch

/// Tells how many seconds have passed, once a second, on a thread of its own, so that work that never suspends is
/// followed too.
final class Ticker {
    private let queue = DispatchQueue(label: "progress")
    private let source: any DispatchSourceTimer

    /// Begins at once; the first tick comes after a second.
    init(_ tick: @escaping @Sendable (Int) -> Void) {
        let clock = ContinuousClock()
        let start = clock.now
        source = DispatchSource.makeTimerSource(queue: queue)
        source.schedule(deadline: .now() + 1, repeating: 1)
        source.setEventHandler { tick(Int((clock.now - start) / .seconds(1))) }
        source.resume()
    }

    /// Ends it; no tick comes any more when this returns.
    func stop() { queue.sync { source.cancel() } }
}
