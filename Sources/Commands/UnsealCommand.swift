package import ArgumentParser
import Logging
import Site

/// `herbarium unseal`: the plain site that was sealed.
package struct UnsealCommand: HerbariumCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "unseal", abstract: "Gives a sealed site back as it was before, byte for byte.",
        discussion: """
            Every byte of the sealed site is looked at; where any has changed, nothing is written. Dated sites whose \
            passwords were others are left out, named, and the exit code is 2.
            """)

    /// The sealed site.
    package static let operands = "DIR"

    /// The options that it takes.
    package static let options = [OptionEntry(OptionTable.seal), OptionEntry(plainOutput)] + OptionTable.general

    private static let plainOutput = OptionSpec<String>(
        "output", "DIR", reach: .commandLine, "The folder for the plain site, another than the sealed one's.",
        parse: OptionTable.text)

    @Argument(help: ArgumentHelp("The folder of the sealed site.", valueName: "DIR"), completion: .directory)
    package var folder: String
    @Option(OptionTable.seal) package var seal: String
    @Option(Self.plainOutput) package var output: String
    @OptionGroup(title: "General") package var general: GeneralOptions

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Opens the site, and publishes it as it was.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        let users = try SealFile(path: seal).users()
        guard !UnsealedSite.isSealed(output) else { throw CommandError.sealedOutput(output) }
        let publisher = Publisher(output: output)
        let claim = try publisher.claim()
        console.stage.beginBreakable("opening the sealed site")
        let site = try UnsealedSite(at: folder, for: users)
        for folder in site.closed {
            console.logger.warning("none of these passwords opens '\(folder)', which is left out")
        }
        try await publisher.publish(rendering: site.files, claim: claim)
        return site.closed.isEmpty ? .done : .partial
    }
}
