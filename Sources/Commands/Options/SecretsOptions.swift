package import ArgumentParser
package import Celery
import History

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

    /// The same where a report is grouped: for strangers, the digest of a value stays, by a key that nobody is told. A
    /// history has one of its own, so that reports which rest on it have the same words.
    func privacy(groupedBy path: GroupPath?, history: HistoryFile?) -> Privacy {
        var privacy = privacy
        guard isPublic, let path else { return privacy }
        // Where there is none, or it can't be written, words are of this run alone.
        let kept = history.flatMap { try? $0.open().secret() }
        privacy.mask = GroupMask(
            path: path, digest: KeyedDigest(key: kept ?? (.random(in: 0 ... .max), .random(in: 0 ... .max))))
        return privacy
    }
}
