import Brokers

/// What came of something, and how long it took.
struct Timed<Value: Sendable>: Sendable {
    /// What came of it.
    let result: Result<Value, BrokerError>
    /// Seconds that it took.
    let duration: Double

    /// Does something and keeps the time.
    static func run(_ work: () async throws(BrokerError) -> Value) async -> Timed {
        let clock = ContinuousClock()
        let start = clock.now
        let result: Result<Value, BrokerError>
        do throws(BrokerError) {
            result = .success(try await work())
        } catch {
            result = .failure(error)
        }
        return Timed(result: result, duration: (clock.now - start) / .seconds(1))
    }
}
