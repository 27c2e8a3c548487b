import Logging

/// Writes lines to the standard error, over the progress that may stand there.
struct MessageWriter: Sendable {
    /// Where the lines go.
    let output: Output
    /// Whether a line of progress may stand where the next line begins.
    let overwritesLine: Bool
    /// Whether systemd's journal reads them, which is told how much each matters (sd-daemon(3)).
    var marksPriority = false

    /// Writes one line, whatever the text holds.
    func line(_ text: String, _ level: Logger.Level) {
        let mark = marksPriority ? "<\(level.priority)>" : ""
        put((overwritesLine ? Self.emptyLine : "") + mark + MessageLine.from(text) + "\n")
    }

    /// Writes over the line of progress; nothing where there is none.
    func progress(_ text: String) {
        if overwritesLine { put(Self.emptyLine + text) }
    }

    /// Back to the first column, and erase to the end (ECMA-48, EL).
    private static let emptyLine = "\r\u{1B}[K"

    private func put(_ text: String) {
        // When nobody can be told anything any more, the run goes on nevertheless.
        try? output.write(text)
    }
}

extension Logger.Level {
    /// The same on the scale of syslog.
    fileprivate var priority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
