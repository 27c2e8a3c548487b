package import Application
package import ArgumentParser
package import Configuration
import Foundation
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

    /// Throws `.sealedOutput` where the folder, or one that it lies in, holds a sealed site: who reaches that would reach
    /// what was opened.
    private static func expectNoSeal(above output: String) throws(CommandError) {
        var folder = URL(filePath: output).standardizedFileURL.resolvingSymlinksInPath()
        // The part of the path that is there may be reached by links.
        if !FileManager.default.fileExists(atPath: folder.path()) {
            let parent = folder.deletingLastPathComponent().resolvingSymlinksInPath()
            folder = parent.appending(path: folder.lastPathComponent)
        }
        while true {
            if UnsealedSite.isSealed(folder.path(percentEncoded: false)) { throw .sealedOutput(output) }
            let parent = folder.deletingLastPathComponent()
            guard parent.path() != folder.path(), folder.pathComponents.count > 1 else { return }
            folder = parent
        }
    }

    /// Opens the site, and publishes it as it was.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        let users = try SealFile(path: seal).users()
        try Self.expectNoSeal(above: output)
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
