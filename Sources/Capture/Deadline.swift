import Brokers

/// Bounds what may hang.
enum Deadline {
    /// Does something, and cancels it when the deadline passes; it has to notice soon, as every call to a broker does.
    static func bound<Value: Sendable>(
        to deadline: ContinuousClock.Instant, _ work: @escaping @Sendable () async throws(BrokerError) -> Value
    ) async throws(BrokerError) -> Value {
        let outcome = await withTaskGroup(of: Result<Value, BrokerError>?.self) { group in
            group.addTask {
                do throws(BrokerError) {
                    return .success(try await work())
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                // Ends by the deadline, or by being cancelled when the work is done: either is all it is for.
                try? await Task.sleep(until: deadline, clock: .continuous)
                return nil
            }
            var passed = false
            for await outcome in group {
                group.cancelAll()
                switch outcome {
                case .success(let value): return Result<Value, BrokerError>.success(value)
                case .failure(.cancelled) where passed && !Task.isCancelled: return .failure(.deadlinePassed)
                case .failure(let error): return .failure(error)
                case nil: passed = true
                }
            }
            return .failure(.cancelled)
        }
        return try outcome.get()
    }
}
