import Dispatch
import Glibc
import Synchronization

/// Owns the process's handling of some signals: the first one to come is told, the second one ends the process.
///
/// Its queue has a thread of its own, so that a run that never suspends can be ended as well.
final class SignalWatch: Sendable {
    private struct State {
        var first: Int32?
        var action: (@Sendable () -> Void)?
        var source: (any DispatchSourceRead)?
        var before: [(number: Int32, action: sigaction)] = []
    }

    private let state = Mutex(State())

    /// Takes the signals over from now on.
    init(_ signals: [Int32]) {
        guard !signals.isEmpty, SignalPipe.reading >= 0 else { return }
        let queue = DispatchQueue(label: "signals")
        state.withLock { state in
            state.before = signals.map { ($0, SignalPipe.redirect($0)) }
            let source = DispatchSource.makeReadSource(fileDescriptor: SignalPipe.reading, queue: queue)
            source.setEventHandler { [weak self] in self?.receive() }
            source.resume()
            state.source = source
        }
    }

    /// The signal that came first, if any did.
    var first: Int32? { state.withLock { $0.first } }

    /// Does this when the first signal comes, or at once when it has come.
    func atFirst(_ action: @escaping @Sendable () -> Void) {
        let hasCome = state.withLock { state in
            state.action = action
            return state.first != nil
        }
        if hasCome { action() }
    }

    /// Gives the signals back to whoever had them before.
    func stop() {
        state.withLock { state in
            for (number, action) in state.before {
                var action = action
                sigaction(number, &action, nil)
            }
            state.before = []
            state.source?.cancel()
            state.source = nil
        }
    }

    private func receive() {
        var byte: UInt8 = 0
        while read(SignalPipe.reading, &byte, 1) == 1 { receive(Int32(byte)) }
    }

    private func receive(_ number: Int32) {
        let (isFirst, action) = state.withLock { state in
            defer { state.first = state.first ?? number }
            return (state.first == nil, state.action)
        }
        if isFirst { action?() } else { _exit(RunStatus.interrupted(signal: number).code) }
    }
}
