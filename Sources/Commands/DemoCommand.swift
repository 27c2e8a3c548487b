package import Application
package import ArgumentParser
package import Configuration

/// `herbarium demo`: the report of a recorded cluster.
package struct DemoCommand: HerbariumCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Renders and publishes the site of a recorded cluster; needs no broker and no configuration.")

    /// The options that it takes.
    package static let options = OptionTable.presentation + OptionTable.publishing + OptionTable.general

    @OptionGroup(title: "Pages") package var presentation: PresentationOptions
    @OptionGroup(title: "Site") package var publishing: PublishingOptions
    @OptionGroup(title: "General") package var general: GeneralOptions

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Renders the recording that is in the program.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        let site = try SiteMaker(publishing, console: console)
        let snapshot = try Demonstration(presentation: presentation, context: context).snapshot()
        try await site.publish(snapshot)
        return site.status(of: snapshot)
    }
}
