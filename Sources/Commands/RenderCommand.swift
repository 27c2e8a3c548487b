package import ArgumentParser
import Celery
import EventDecoding

/// `herbarium render`: a site from a snapshot.
package struct RenderCommand: HerbariumCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "render", abstract: "Renders and publishes a site from a snapshot file.")

    /// The snapshot.
    package static let operands = "FILE"

    /// The options that it takes.
    package static let options = OptionTable.presentation + OptionTable.publishing + OptionTable.general

    @Argument(help: ArgumentHelp("The snapshot; '-' is the standard input.", valueName: "FILE"))
    package var file: String
    @OptionGroup(title: "Pages") package var presentation: PresentationOptions
    @OptionGroup(title: "Site") package var publishing: PublishingOptions
    @OptionGroup(title: "General") package var general: GeneralOptions

    /// For the parser.
    package init() {}

    /// Does it.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        let site = try SiteMaker(publishing, console: console)
        let bytes = try InputFile(path: file).bytes()
        var snapshot: Snapshot
        do {
            snapshot = try SnapshotDecoder.decode(bytes)
        } catch {
            throw CommandError.badSnapshot(path: file, reason: "\(error)")
        }
        try presentation.apply(to: &snapshot.report)
        try await site.publish(snapshot)
        return .done
    }
}
