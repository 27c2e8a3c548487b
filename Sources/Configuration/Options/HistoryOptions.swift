package import ArgumentParser

/// What is kept between runs, and where.
package struct HistoryOptions: ParsableArguments {
    @Option(OptionTable.historyFile) package var history: String?
    @Option(OptionTable.cluster) package var cluster: String?
    @Option(OptionTable.keep) package var keep: Span

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Whether the history is in a database of PostgreSQL's, and in no file.
    package var isInDatabase: Bool { history.map(Self.isDatabase) ?? false }

    /// Whether what names a history names a database of PostgreSQL's.
    package static func isDatabase(_ history: String) -> Bool {
        ["postgresql://", "postgres://"].contains { history.lowercased().hasPrefix($0) }
    }

    /// Refuses to keep nothing, and names of clusters where there is only one.
    package func validate() throws {
        if cluster != nil && !isInDatabase {
            throw ValidationError(
                "'--cluster' names a cluster of a history in PostgreSQL; give '--history postgresql://…'")
        }
        if keep == .seconds(0) { throw ValidationError("'--keep' keeps nothing at all") }
    }
}
