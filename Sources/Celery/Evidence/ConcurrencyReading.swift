/// How many attempts a worker said at a time that it executes side by side.
package struct ConcurrencyReading: Sendable, Equatable {
    /// When it said so, by our clock.
    package var time: Instant
    /// How many.
    package var concurrency: Int

    /// Dates a number.
    package init(time: Instant, concurrency: Int) {
        self.time = time
        self.concurrency = concurrency
    }
}
