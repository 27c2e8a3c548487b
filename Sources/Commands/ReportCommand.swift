package import ArgumentParser

/// `herbarium report`: captures, renders and publishes.
package struct ReportCommand: HerbariumCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Captures the cluster, renders the pages and publishes them.")

    /// The options that it takes.
    package static let options =
        OptionTable.connection + OptionTable.capture + OptionTable.secrets + OptionTable.presentation
        + OptionTable.publishing + OptionTable.general

    @OptionGroup(title: "Broker") package var connection: ConnectionOptions
    @OptionGroup(title: "Capture") package var capture: CaptureOptions
    @OptionGroup(title: "Secrets") package var secrets: SecretsOptions
    @OptionGroup(title: "Pages") package var presentation: PresentationOptions
    @OptionGroup(title: "Site") package var publishing: PublishingOptions
    @OptionGroup(title: "General") package var general: GeneralOptions

    /// For the parser.
    package init() {}

    /// Does it.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        let site = try SiteMaker(publishing, console: console)
        let outcome = try await ClusterCapture(
            command: "herbarium report", connection: connection, capture: capture, secrets: secrets,
            presentation: presentation, context: context, console: console
        ).run()
        try await site.publish(outcome.snapshot)
        return outcome.isIncomplete ? .partial : .done
    }
}
