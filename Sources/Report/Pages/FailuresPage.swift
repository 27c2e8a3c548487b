import Celery
package import Templating

/// The failures by task type, exception and place in the code.
package struct FailuresPage: TemplateRecord {
    let frame: PageFrame
    let groups: [FailureEntry]
    let summary: String
    let grouping: GroupingEntry?

    /// What templates may name.
    package static let fields: [Field<FailuresPage>] = [
        .record("frame", "what every page has", \.frame),
        .list("groups", "the groups, the largest first", \.groups),
        .truth("has_groups", "whether there are any") { !$0.groups.isEmpty },
        .record("grouping", "what failed, by an argument of the tasks", \.grouping),
        .text("summary", "how many there are, as a sentence", \.summary),
    ]

    private static let mostGroups = 200

    /// Shows the failures of a report.
    package init(_ report: Report, files: SiteFiles, limits: ReportLimits = .whole) {
        frame = report.frame(page: "Failures", files: files)
        grouping = report.grouping(most: limits.rows, basis: .attempts) { $0.failed > 0 }
        let all = report.snapshot.failures
        groups = report.detailedEntries(
            all.prefix(min(limits.failures, Self.mostGroups)), tracebackLines: limits.tracebackLines)
        let count = all.reduce(0) { $0 + $1.count }
        let rest = all.count > groups.count ? " The largest \(groups.count) are shown." : ""
        summary =
            all.isEmpty
            ? "No failure is known."
            : (["\(Wording.count(count, "failure")) in \(Wording.count(all.count, "group"))." + rest]
                + [FailureEntry.fromResults(all.reduce(0) { $0 + $1.fromResults }, of: count)].compactMap(\.self))
                .joined(separator: " ")
    }
}
