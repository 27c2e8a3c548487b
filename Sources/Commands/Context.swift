package import Celery

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
        signals: [Int32] = [], executable: String = "/usr/local/bin/herbarium", hostName: String = "localhost",
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
        self.executable = executable
        self.hostName = hostName
        self.version = version
    }
}
