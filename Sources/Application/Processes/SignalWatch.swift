package import Configuration
import Dispatch
import Glibc
import Synchronization

/// Owns the process's handling of some signals, and a run's deadline: the first to come is told, so that the run can
/// end by itself; a run that can't is ended after a while, and at once by a second signal.
///
/// Its queue has a thread of its own, so that a run that never suspends can be ended as well.
package final class SignalWatch: Sendable {
    private struct State {
        var first: RunEnd?
        var action: (@Sendable () -> Void)?
        var hangup: (@Sendable () -> Void)?
        var grace: @Sendable () -> Duration
        var isStopped = false
        var source: (any DispatchSourceRead)?
        var before: [(number: Int32, action: sigaction)] = []
    }

    private let state: Mutex<State>
    private let queue = DispatchQueue(label: "signals")
    private let force: (@Sendable (RunEnd) -> Void)?

    /// What a run that was asked to end may take for it, where it leaves nothing with others: whatever waits looks
    /// every 50 ms whether it is to end, and with its last words it is to be over within a second.
    package static let usualGrace = Duration.milliseconds(700)

    /// Takes the signals over from now on.
    ///
    /// `force` ends the process of a run that didn't end within its grace; without it, a run takes its time.
    package init(_ signals: [Int32], force: (@Sendable (RunEnd) -> Void)? = nil) {
        state = Mutex(State(grace: { Self.usualGrace }))
        self.force = force
        guard !signals.isEmpty, SignalPipe.reading >= 0 else { return }
        state.withLock { state in
            state.before = signals.filter { !Self.isIgnored($0) }.map { ($0, SignalPipe.redirect($0)) }
            let source = DispatchSource.makeReadSource(fileDescriptor: SignalPipe.reading, queue: queue)
            source.setEventHandler { [weak self] in self?.receive() }
            source.resume()
            state.source = source
        }
    }

    /// Why the run is to end, if it is.
    package var first: RunEnd? { state.withLock { $0.first } }

    /// Does this when the first signal comes, or at once when it has come.
    func atFirst(_ action: @escaping @Sendable () -> Void) {
        let hasCome = state.withLock { state in
            state.action = action
            return state.first != nil
        }
        if hasCome { action() }
    }

    /// Does this at each SIGHUP, which then ends nothing.
    package func atHangup(_ action: @escaping @Sendable () -> Void) { state.withLock { $0.hangup = action } }

    /// Gives the run so much time to end, once it was asked to; how much, is asked then.
    package func allow(_ grace: @autoclosure @escaping @Sendable () -> Duration) { state.withLock { $0.grace = grace } }

    /// Asks the run to end when so much time has passed.
    package func end(after limit: Span) {
        queue.asyncAfter(deadline: .now() + limit.seconds) { [weak self] in self?.begin(.deadline(limit)) }
    }

    /// Gives the signals back to whoever had them before.
    package func stop() {
        state.withLock { state in
            for (number, action) in state.before {
                var action = action
                sigaction(number, &action, nil)
            }
            state.before = []
            state.isStopped = true
            state.source?.cancel()
            state.source = nil
        }
    }

    /// `nohup` starts programs that are not to hear of a terminal's end.
    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard number == SIGHUP, sigaction(number, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    private func receive() {
        var byte: UInt8 = 0
        while read(SignalPipe.reading, &byte, 1) == 1 { receive(Int32(byte)) }
    }

    private func receive(_ number: Int32) {
        if number == SIGHUP, let hangup = state.withLock({ $0.hangup }) { return hangup() }
        if !begin(.signal(number)) { _exit(RunStatus.interrupted(signal: number).code) }
    }

    /// Asks the run to end; `false` where it was asked before.
    @discardableResult
    private func begin(_ end: RunEnd) -> Bool {
        let (isFirst, action, grace) = state.withLock { state in
            guard !state.isStopped else { return (true, nil as (@Sendable () -> Void)?, { Duration.zero }) }
            defer { state.first = state.first ?? end }
            return (state.first == nil, state.action, state.grace)
        }
        // A deadline that passes while a signal ends the run changes nothing.
        guard isFirst, let force else {
            if isFirst { action?() }
            return isFirst || end.isDeadline
        }
        action?()
        queue.asyncAfter(deadline: .now() + grace() / .seconds(1)) { [weak self] in
            guard let self, !self.state.withLock({ $0.isStopped }) else { return }
            force(end)
        }
        return true
    }
}

extension RunEnd {
    fileprivate var isDeadline: Bool {
        if case .deadline = self { true } else { false }
    }
}
