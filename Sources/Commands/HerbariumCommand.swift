package import Application
package import ArgumentParser
package import Configuration

/// A command that does something, in the world that it is given.
package protocol HerbariumCommand: ParsableCommand, Sendable {
    /// The options of the table that it takes, as its declarations say.
    static var options: [OptionEntry] { get }

    /// What stands on its command line beside the options, as texts show it.
    static var operands: String { get }

    /// How talkative it is.
    var general: GeneralOptions { get }

    /// By when it has to end; `nil` where it may take its time.
    var limit: Span? { get }

    /// How long it may go on once it was asked to end, to keep what it has.
    var grace: Duration { get }

    /// Whether SIGHUP asks it to open its file anew, rather than to end.
    var reopensAtHangup: Bool { get }

    /// Runs the command with all options known; what it throws is told in one line, with its exit code.
    ///
    /// - Returns: `.done`, or `.partial`.
    /// - Throws: any error whose description is a message for the user.
    func run(in context: Context, console: Console) async throws -> RunStatus
}

extension HerbariumCommand {
    /// Most take nothing but options.
    package static var operands: String { "" }

    /// Most have none.
    package var limit: Span? { nil }

    /// Most have nothing to keep.
    package var grace: Duration { SignalWatch.usualGrace }

    /// Most have none that stays open.
    package var reopensAtHangup: Bool { false }
}
