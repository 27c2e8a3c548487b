package import ArgumentParser
package import Celery

/// What the pages say of themselves; what isn't given is the snapshot's, or a default of the pages.
package struct PresentationOptions: ParsableArguments {
    @Option(OptionTable.title) package var title: String?
    @Option(OptionTable.timeZone) package var timeZone: ZoneName?
    @Option(OptionTable.note) package var note: String?
    @Flag(OptionTable.protected) package var isProtected: Bool
    @Option(OptionTable.rules) package var rules: String?

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// The text of the note, where one is given.
    ///
    /// - Throws: what reading the file throws.
    package func noteText() throws(CommandError) -> String? {
        guard let note else { return nil }
        return try InputFile(path: note, limit: 1_000_000).text()
    }

    /// The rules, where some are given.
    ///
    /// - Throws: what reading the file throws, and the place of a mistake in it.
    package func ruleSet() throws(CommandError) -> RuleSet? {
        guard let rules else { return nil }
        return try RuleSet(path: rules)
    }

    /// Puts what is given in the place of what a snapshot asks of its pages.
    ///
    /// - Throws: what reading the note throws.
    package func apply(to report: inout Snapshot.ReportRequest) throws(CommandError) {
        report.title = title ?? report.title
        report.timeZone = timeZone?.identifier ?? report.timeZone
        report.note = try noteText() ?? report.note
        try ruleSet()?.replace(in: &report)
        report.isProtected = isProtected || report.isProtected
    }
}
