import CPosix
import Configuration
import Glibc

/// Ends a run when the user, the system or its deadline asks for it.
package enum Interruption {
    /// Runs the operation; the first of the signals cancels its task, the second one ends the process at once.
    ///
    /// The operation is waited for in either case, so that it can clean up.
    ///
    /// - Throws: what the operation throws; `CommandError.interrupted` in its place when a signal had come.
    package static func watching<Value: Sendable>(
        signals: [Int32], operation: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let watch = SignalWatch(signals)
        defer { watch.stop() }
        return try await watching(watch, operation: operation)
    }

    /// The same with a watch that is kept already; `stage` says what the operation is at.
    package static func watching<Value: Sendable>(
        _ watch: SignalWatch, stage: Stage? = nil,
        operation: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await operation() }
        watch.atFirst { task.cancel() }
        let result = await task.result
        guard case .failure(let error) = result, let end = watch.first else { return try result.get() }
        if case CommandError.stopped(let path) = error {
            throw end.error(during: "reading '\(path)'", published: stage?.published)
        }
        throw end.error(during: stage?.name, published: stage?.published)
    }

    /// Sets the process's signals up, before it has a second thread.
    ///
    /// A write to a closed pipe fails then, instead of killing the process; and the signals that end a run are let in
    /// although whoever started the process may have blocked them.
    package static func prepareProcess() {
        shim_keep_memory()
        signal(SIGPIPE, SIG_IGN)
        var ending = sigset_t()
        sigemptyset(&ending)
        sigaddset(&ending, SIGINT)
        sigaddset(&ending, SIGTERM)
        sigaddset(&ending, SIGHUP)
        pthread_sigmask(SIG_UNBLOCK, &ending, nil)
    }
}
