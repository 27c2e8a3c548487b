package import Application
package import ArgumentParser
import Celery
package import Configuration
import Site
import SnapshotFile

/// `herbarium capture`: the snapshot alone.
package struct CaptureCommand: HerbariumCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "capture", abstract: "Writes a snapshot of the cluster as one JSON file, to be rendered elsewhere."
    )

    /// The options that it takes.
    package static let options =
        [OptionEntry(OptionTable.to)] + OptionTable.connection + OptionTable.capture + OptionTable.secrets
        + OptionTable.presentation + OptionTable.general

    @Option(OptionTable.to) package var to: String
    @OptionGroup(title: "Broker") package var connection: ConnectionOptions
    @OptionGroup(title: "Capture") package var capture: CaptureOptions
    @OptionGroup(title: "Secrets") package var secrets: SecretsOptions
    @OptionGroup(title: "Pages") package var presentation: PresentationOptions
    @OptionGroup(title: "General") package var general: GeneralOptions

    /// What the broker holds of ours, and the lock beside the site, are taken away first, however slow either is.
    package var grace: Duration { .seconds(10) }

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Refuses what can't be done together.
    package func validate() throws { try capture.refuseOmitted(secrets) }

    /// By when it has to end.
    package var limit: Span? { capture.deadline }

    /// Captures, and writes the file; ends with 2 where a source failed.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        if to != "-" { try Publisher.expectRoom(for: to) }
        let outcome = try await ClusterCapture(
            command: "herbarium capture", connection: connection, capture: capture, secrets: secrets,
            presentation: presentation, context: context, console: console
        ).run()
        let json = SnapshotFile.bytes(of: outcome.snapshot)
        // It holds arguments and results.
        if to == "-" {
            console.stage.name = "writing the snapshot"
            try context.standardOutput.write(json)
        } else {
            try Publisher.write(json, to: to, isPrivate: true)
        }
        return outcome.isIncomplete ? .partial : .done
    }
}
