package import ArgumentParser
package import Site

/// Where the site goes, and by which templates.
package struct PublishingOptions: ParsableArguments {
    @Option(OptionTable.output) package var output: String
    @Flag(OptionTable.inPlace) package var inPlace: Bool
    @Option(OptionTable.archive) package var archive: Int
    @Option(OptionTable.archiveTasks) package var archiveTasks: Int?
    @Flag(OptionTable.compressData) package var compressData: Bool
    @Option(OptionTable.seal) package var seal: String?
    @Option(OptionTable.siteURL) package var siteURL: String?
    @Option(OptionTable.singleFile) package var singleFile: String?
    @Option(OptionTable.markdown) package var markdown: String?
    @Option(OptionTable.ticket) package var ticket: TicketFlavour
    @Option(OptionTable.markdownLimit) package var markdownLimit: Int
    @Option(OptionTable.templates) package var templates: String?
    @Option(OptionTable.language) package var language: Language
    @Option(OptionTable.metrics) package var metrics: String?
    @Option(OptionTable.baseline) package var baseline: BaselineReference?
    @Flag(OptionTable.failOnRules) package var failOnRules: Bool

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Refuses a flavour of nothing.
    package func validate() throws {
        guard ticket == .github || markdown != nil else {
            throw ValidationError("'--ticket' says how '--markdown FILE' is written; give both")
        }
    }
}
