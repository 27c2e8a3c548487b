import Brokers

/// What came of something, and how long it took.
struct Stopwatch<Value: Sendable>: Sendable {
    /// What came of it.
    let result: Result<Value, BrokerError>
    /// Seconds that it took.
    let duration: Double

    /// Does something and keeps the time.
    static func time(_ work: () async throws(BrokerError) -> Value) async -> Stopwatch {
        let clock = ContinuousClock()
        let start = clock.now
        let result: Result<Value, BrokerError>
        do throws(BrokerError) {
            result = .success(try await work())
        } catch {
            result = .failure(error)
        }
        return Stopwatch(result: result, duration: (clock.now - start) / .seconds(1))
    }
}
