package import Celery
import Synchronization

/// The world outside as one value, so that commands can be run without a process.
package struct Context: Sendable {
    /// What time it is.
    package var now: @Sendable () -> Instant
    /// The variables of the environment.
    package var environment: [String: String]
    /// Takes only what was asked for.
    package var standardOutput: Output
    /// Takes messages and progress.
    package var standardError: Output
    /// Whether somebody reads the standard error on a terminal.
    package var isTerminal: Bool
    /// Whether systemd's journal takes the standard error.
    package var isJournal: Bool
    /// How many columns that terminal has.
    package var columns: Int
    /// The signals that end a run; one run at a time can take them.
    package var signals: [Int32]
    /// Ends this process at once, with a code; `nil` where it isn't the run's to end.
    package var endProcess: (@Sendable (Int32) -> Void)?
    /// How often SIGHUP came to a run that goes on nevertheless.
    package let hangups = Hangups()
    /// Where this program is, by an absolute path.
    package var executable: String
    /// This machine's name.
    package var hostName: String
    /// This program's version.
    package var version: String
    /// Asks whoever sits at a terminal to agree to something; `nil` where nobody does.
    package var agrees: @Sendable (String) -> Bool? = { _ in nil }

    /// Makes a world; a test's need not be real.
    package init(
        now: @escaping @Sendable () -> Instant, environment: [String: String], standardOutput: Output,
        standardError: Output, isTerminal: Bool = false, isJournal: Bool = false, columns: Int = 80,
        signals: [Int32] = [], endProcess: (@Sendable (Int32) -> Void)? = nil,
        executable: String = "/usr/local/bin/herbarium", hostName: String = "localhost",
        version: String = Version.current
    ) {
        self.now = now
        self.environment = environment
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.isTerminal = isTerminal
        self.isJournal = isJournal
        self.columns = columns
        self.signals = signals
        self.endProcess = endProcess
        self.executable = executable
        self.hostName = hostName
        self.version = version
    }
}

/// Counts the signals by which a terminal, or whoever turns logs over, tells that files are to be opened anew.
package final class Hangups: Sendable {
    private let heard = Atomic(0)

    /// How many there were.
    package var count: Int { heard.load(ordering: .relaxed) }

    /// One more.
    package func add() { heard.wrappingAdd(1, ordering: .relaxed) }
}
