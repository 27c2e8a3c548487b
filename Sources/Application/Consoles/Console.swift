import Configuration
package import Logging
import Synchronization

/// What a run says while it runs: the log, the progress, and at the end what the user should know.
package struct Console: Sendable {
    /// For whoever wants to follow what is done.
    package let logger: Logger
    /// The line that tells how far it is.
    package let progress: ProgressLine
    /// What the run is at.
    package let stage: Stage
    /// What is printed at the end.
    package let diagnostics = DiagnosticCollector()

    private let terminal: MessageWriter
    private let isQuiet: Bool

    /// Makes a console that writes to the context's standard error.
    package init(_ context: Context, quiet: Bool = false, verbose: Bool = false, progress: Bool = true) {
        self.init(context, quiet: quiet, verbose: verbose, progress: progress, stage: Stage())
    }

    package init(_ context: Context, quiet: Bool, verbose: Bool, progress: Bool, stage: Stage) {
        self.stage = stage
        let showsProgress = progress && context.isTerminal && !quiet
        let writer = MessageWriter(
            output: context.standardError, overwritesLine: showsProgress, marksPriority: context.isJournal)
        self.terminal = writer
        isQuiet = quiet
        self.progress = ProgressLine(writer, columns: context.columns)
        var logger = Logger(label: "herbarium") { _ in LineLogHandler(writer: writer) }
        logger.logLevel = quiet ? .warning : verbose ? .debug : .notice
        self.logger = logger
    }

    /// Prints what was gathered, one line each, and takes the progress away.
    package func finish() async {
        progress.clear()
        for diagnostic in await diagnostics.take() where !isQuiet || diagnostic.severity != .note {
            terminal.line("\(diagnostic)", diagnostic.severity == .note ? .notice : .warning)
        }
    }

    /// Prints the error that ended the run.
    package func fail(_ error: any Error) {
        if case .closedPipe = error as? CommandError { return }
        terminal.line("error: \(error)", .error)
    }

    /// Does something; a terminal shows what, and for how long, from the first second on.
    ///
    /// - Returns: what came of it, and how long it took, as the log has it.
    package func telling<Value, Failure: Error>(
        _ what: String, _ work: () async throws(Failure) -> Value
    ) async throws(Failure) -> (Value, took: String) {
        stage.name = what
        let clock = ContinuousClock()
        let start = clock.now
        let value = try await progress.following({ "\(what): \($0) s" }, work)
        return (value, "\(Int(((clock.now - start) / .milliseconds(1)).rounded())) ms")
    }
}

/// What a run is at, for whoever ends it: `publishing 30 files`.
package final class Stage: Sendable {
    private struct State {
        var name: String?
        var published: String?
        var grace: Duration?
        var will: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    /// Nothing has begun yet.
    package init() {}

    /// In a few words; `nil` before anything has begun.
    package var name: String? {
        get { state.withLock { $0.name } }
        set { state.withLock { $0.name = newValue } }
    }

    /// What readers have of the run already, as the end of a sentence; `nil` where it is nothing.
    package var published: String? {
        get { state.withLock { $0.published } }
        set { state.withLock { $0.published = newValue } }
    }

    /// How long the run may take to end by itself now; `nil` where its command says it.
    package var grace: Duration? { state.withLock { $0.grace } }

    /// Begins a stage in which nothing but this process has to be ended: whatever it is in the middle of, it needn't
    /// finish.
    package func beginBreakable(_ name: String) {
        state.withLock { ($0.name, $0.grace) = (name, SignalWatch.usualGrace) }
    }

    /// Does this, too, before the process of a run that didn't end by itself is ended.
    package func leave(_ will: @escaping @Sendable () -> Void) { state.withLock { $0.will.append(will) } }

    /// Does what was left to be done.
    package func carryOutWill() { for will in state.withLock({ $0.will }) { will() } }
}
