package import Application
package import ArgumentParser
import Celery
package import Configuration

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

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Reads the snapshot, renders its pages and publishes them.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        let site = try SiteMaker(publishing, console: console)
        var snapshot = try await SnapshotInput(path: file).snapshot()
        try presentation.apply(to: &snapshot.report)
        do { _ = try ZoneName(parsing: snapshot.report.timeZone) } catch {
            throw CommandError.badSnapshot(path: file, reason: "its time zone \(error); give another with --time-zone")
        }
        try await site.publish(snapshot)
        return site.status(of: snapshot)
    }
}
