package import ArgumentParser

/// What every command that makes something takes.
package struct GeneralOptions: ParsableArguments {
    @Option(OptionTable.config) package var config: String?
    @Flag(OptionTable.quiet) package var quiet: Bool
    @Flag(OptionTable.verbose) package var verbose: Bool
    @Flag(OptionTable.noProgress) package var noProgress: Bool

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Refuses contradictions.
    package func validate() throws {
        if quiet && verbose { throw ValidationError("give '--quiet' or '--verbose', not both") }
    }
}
