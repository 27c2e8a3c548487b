package import ArgumentParser

/// A command that does something, in the world that it is given.
package protocol HerbariumCommand: ParsableCommand, Sendable {
    /// The options of the table that it takes, as its declarations say.
    static var options: [OptionEntry] { get }

    /// What stands on its command line beside the options, as texts show it.
    static var operands: String { get }

    /// How talkative it is.
    var general: GeneralOptions { get }

    /// Does it.
    ///
    /// - Returns: `.done`, or `.partial`.
    /// - Throws: any error whose description is a message for the user.
    func run(in context: Context, console: Console) async throws -> RunStatus
}

extension HerbariumCommand {
    /// Most take nothing but options.
    package static var operands: String { "" }
}
