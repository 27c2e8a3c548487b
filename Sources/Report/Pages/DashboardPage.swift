import Celery
package import Templating

/// The dashboard: what needs attention, the sum that closes, the workers, and the charts.
package struct DashboardPage: TemplateRecord {
    let frame: PageFrame
    let note: Fragment?
    let noteSource: Fragment?
    let attention: Attention
    let pressure: Sentence?
    let rules: [RuleEntry]
    let workers: WorkerTable
    let running: [RunningEntry]
    let charts: [ChartEntry]
    let glossary: Fragment?
    let sources: [SourceEntry]

    /// What templates may name.
    package static let fields: [Field<DashboardPage>] = [
        .record("frame", "what every page has", \.frame),
        .fragment("note", "the user's note, rendered", in: .html, \.note),
        .fragment("note_source", "the user's note, quoted", in: .markdown, \.noteSource),
        .record("attention", "what needs attention: what happened, and what else was found", \.attention),
        .record("pressure", "how busy the slots were, and how long the oldest message has waited", \.pressure),
        .list("rules", "the rules, and what is said of them", \.rules),
        .truth("has_rules", "whether there are any") { !$0.rules.isEmpty },
        .record("workers", "the workers and their sums", \.workers),
        .list("running", "what has been executing for longest", \.running),
        .truth("has_running", "whether anything is executing that a worker told of") { !$0.running.isEmpty },
        .list("charts", "the charts", \.charts),
        .fragment("glossary", "what each column means, rendered", in: .html, \.glossary),
        .list("sources", "what was asked, and how it went", \.sources),
    ]

    private static let mostRunning = 5

    /// Takes what other stages made: the note and the glossary rendered, the charts drawn.
    package init(
        _ report: Report, files: SiteFiles, note: (String) -> Fragment?, glossary: Fragment?, charts: [ChartEntry],
        page: String? = nil, limits: ReportLimits = .whole
    ) {
        var omissions = Omissions()
        let source = omissions.note(of: report, limit: limits.bytesOfNote)
        self.note = source.flatMap(note)
        noteSource = source.map(MarkdownBlock.quotation)
        attention = Attention(report, rows: limits.rows, address: "", omissions: &omissions)
        pressure = report.pressure
        rules = omissions.first(limits.rows, of: report.judgements, "rule").map { RuleEntry($0, in: report.notation) }
        workers = WorkerTable(report, rows: limits.rows, omissions: &omissions)
        if report.fleet.withoutPages > 0 {
            let words = Wording.count(report.fleet.withoutPages, "worker")
            omissions.note(
                "\(words) that \(report.fleet.withoutPages == 1 ? "is" : "are") offline: no page of their own.")
        }
        running = Array(report.running.prefix(min(limits.rows, Self.mostRunning)))
        self.charts = charts
        self.glossary = glossary
        sources = report.snapshot.sources.map { SourceEntry($0, in: report.notation) }
        frame = report.frame(page: page, files: files, omissions: omissions)
    }
}

extension Report {
    /// The user's note as it was written; `nil` where there is none.
    package var note: String? {
        guard let note = snapshot.report.note, note.contains(where: { !$0.isWhitespace }) else { return nil }
        return note
    }
}
