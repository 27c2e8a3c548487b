import Dispatch
import Glibc

/// Ends a run when the user or the system asks for it.
package enum Interruption {
    /// Runs the operation; the first SIGINT or SIGTERM cancels its task, a second one kills the process at once.
    ///
    /// The operation is waited for in either case, so that it can clean up.
    ///
    /// - Throws: what the operation throws; `CommandError.interrupted` in its place when a signal had come.
    static func watching<Value: Sendable>(
        signals: [Int32] = [SIGINT, SIGTERM], operation: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let (received, arrivals) = AsyncStream.makeStream(of: Int32.self)
        let sources = signals.map { source(of: $0, into: arrivals) }
        defer { sources.forEach { $0.cancel() } }
        let task = Task { try await operation() }
        let watcher = Task { () -> Int32? in
            let first = await received.first { _ in true }
            signals.forEach(restoreDefault)
            if first != nil { task.cancel() }
            return first
        }
        let result = await task.result
        arrivals.finish()
        guard case .failure = result, let number = await watcher.value else { return try result.get() }
        throw CommandError.interrupted(signal: number)
    }

    /// A write to a closed pipe fails then, instead of killing the process.
    package static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }

    private static func source(
        of number: Int32, into arrivals: AsyncStream<Int32>.Continuation
    ) -> any DispatchSourceSignal {
        let source = DispatchSource.makeSignalSource(signal: number)
        source.setEventHandler { arrivals.yield(number) }
        source.resume()
        return source
    }

    private static func restoreDefault(_ number: Int32) {
        signal(number, SIG_DFL)
    }
}
