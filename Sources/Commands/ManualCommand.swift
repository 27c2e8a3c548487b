package import Application
package import ArgumentParser
package import Configuration

/// `herbarium manual`: the manual page, for whoever installs the program.
package struct ManualCommand: HerbariumCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Writes the manual page, for man(1), to the standard output.",
        shouldDisplay: false)

    /// The options that it takes.
    package static let options = OptionTable.general

    @OptionGroup(title: "General") package var general: GeneralOptions

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Prints the page.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        try context.standardOutput.write(ManualPage.text)
        return .done
    }
}
