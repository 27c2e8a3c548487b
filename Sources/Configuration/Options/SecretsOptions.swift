package import ArgumentParser
package import Celery

/// What must not come into any file.
package struct SecretsOptions: ParsableArguments {
    @Option(OptionTable.redact) package var redact: [CommaList]
    @Option(OptionTable.omit) package var omit: OmittedColumns
    @Flag(OptionTable.hideForPublic) package var isPublic: Bool

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// The names whose values are redacted beside the built-in ones, as given.
    package var redactedNames: [String] { redact.flatMap(\.items) }

    /// The columns that are dropped; for strangers all that may tell of data.
    package var omittedColumns: Set<Privacy.Column> { isPublic ? Set(Privacy.Column.allCases) : omit.columns }

    /// What of texts is kept.
    package var privacy: Privacy { Privacy(names: redactedNames, omitted: omittedColumns, isPublic: isPublic) }
}
