package import ArgumentParser

/// What is kept between runs, and where.
package struct HistoryOptions: ParsableArguments {
    @Option(OptionTable.historyFile) package var history: String?
    @Option(OptionTable.keep) package var keep: Span

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Refuses to keep nothing.
    package func validate() throws {
        if keep == .seconds(0) { throw ValidationError("'--keep' keeps nothing at all") }
    }
}
