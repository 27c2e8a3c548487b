import Celery
package import Templating

/// The whole report on one page, for a ticket: attention first, then the sums, workers, queues, failures and the
/// slowest.
package struct ReportPage: TemplateRecord {
    let frame: PageFrame
    let noteSource: Fragment?
    let attention: Attention
    let rules: [RuleEntry]
    let workers: WorkerTable
    let queues: [QueueEntry]
    let failures: [FailureEntry]
    let types: [TaskTypeEntry]
    let slowest: [TaskEntry]
    let waiting: [WaitingEntry]
    let running: [RunningEntry]
    let missed: [PeriodicTaskEntry]
    let workflow: WorkflowEntry?
    let changes: [ClusterChangeEntry]
    let sources: [SourceEntry]
    let charts: [ChartEntry]
    let omissions: [String]
    let address: String?

    /// What templates may name.
    package static let fields: [Field<ReportPage>] = [
        .record("frame", "what every page has", \.frame),
        .fragment("note_source", "the user's note, quoted", in: .markdown, \.noteSource),
        .record("attention", "what needs attention: what happened, and what else was found", \.attention),
        .list("rules", "the rules, and what is said of them", \.rules),
        .truth("has_rules", "whether there are any") { !$0.rules.isEmpty },
        .record("workers", "the workers' sums", \.workers),
        .list("worker_rows", "the workers that there is room for", \.workers.rows),
        .list("queues", "the queues that there is room for", \.queues),
        .truth("has_queues", "whether there are any") { !$0.queues.isEmpty },
        .list("failures", "the groups of failures that there is room for", \.failures),
        .truth("has_failures", "whether there are any") { !$0.failures.isEmpty },
        .list("types", "the task types that took most time", \.types),
        .truth("has_types", "whether there are any") { !$0.types.isEmpty },
        .list("slowest", "the tasks that took longest", \.slowest),
        .truth("has_slowest", "whether there are any") { !$0.slowest.isEmpty },
        .list("waiting", "what waits in these queues, by task type", \.waiting),
        .truth("has_waiting", "whether anything of that is known") { !$0.waiting.isEmpty },
        .list("running", "what has been executing for longest", \.running),
        .truth("has_running", "whether anything is") { !$0.running.isEmpty },
        .list("missed", "the periodic tasks of which runs were missed, the most first", \.missed),
        .truth("has_missed", "whether there are any") { !$0.missed.isEmpty },
        .record("slowest_workflow", "the workflow that took longest", \.workflow),
        .list("changes", "what changed, the newest first", \.changes),
        .truth("has_changes", "whether anything did") { !$0.changes.isEmpty },
        .list("sources", "what was asked, and how it went", \.sources),
        .list("charts", "the charts", \.charts),
        .texts("omissions", "what was left out, with numbers, as sentences", \.omissions),
        .fragment("address", "where the whole site stays, with a slash at its end", in: .markdown) {
            $0.address.map { Fragment(markdown: $0) }
        },
        .truth("has_omissions", "whether anything was") { !$0.omissions.isEmpty },
    ]

    private static let mostWaiting = 5
    private static let mostRunning = 10
    private static let mostTracebacks = 5
    private static let mostChanges = 20
    private static let mostMissed = 10

    /// Shows as much as the limits allow; links lead to `address`, or, where it isn't told, to the files beside the
    /// page.
    package init(_ report: Report, files: SiteFiles, charts: [ChartEntry], limits: ReportLimits, address: String? = nil)
    {
        var omissions = Omissions()
        frame = report.frame(page: "Report", files: files)
        // Quoted, so that whatever it leaves open ends with it.
        noteSource = omissions.note(of: report, limit: limits.bytesOfNote).map(MarkdownBlock.quotation)
        attention = Attention(report, rows: limits.rows, address: address, omissions: &omissions)
        rules = omissions.first(limits.rows, of: report.judgements, "rule").map { RuleEntry($0, in: report.notation) }
        workers = WorkerTable(report, rows: limits.rows, omissions: &omissions)
        queues = omissions.first(limits.rows, of: report.snapshot.queues, "queue").map(report.queueEntry)
        let failures = omissions.first(
            limits.failures, of: report.snapshot.failures, "group of failures", plural: "groups of failures")
        self.failures = report.detailedEntries(failures, tracebackLines: limits.tracebackLines).enumerated().map {
            var entry = $0.element
            entry.isBrief = $0.offset >= Self.mostTracebacks
            return entry
        }
        let types = report.snapshot.taskTypes.sorted { $0.heaviness > $1.heaviness }
        self.types = report.entries(omissions.first(limits.rows, of: types, "task type"))
        slowest = report.digest.slowest.prefix(limits.rows).map(report.taskEntry)
        waiting = report.waiting(queues, most: Self.mostWaiting)
        running = Array(report.running.prefix(min(limits.rows, Self.mostRunning)))
        let missed = report.snapshot.periodic.filter { ($0.missed ?? 0) > 0 }
            .sorted { ($1.missed ?? 0, $0.name) < ($0.missed ?? 0, $1.name) }
        self.missed = omissions.first(
            min(limits.rows, Self.mostMissed), of: missed, "periodic task that was missed",
            plural: "periodic tasks that were missed"
        ).map { PeriodicTaskEntry(row: $0, notation: report.notation) }
        workflow = limits.rows > 0 ? report.slowestWorkflow : nil
        changes = omissions.first(min(limits.rows, Self.mostChanges), of: report.snapshot.changes.reversed(), "change")
            .map { ClusterChangeEntry($0, in: report) }
        sources = report.snapshot.sources.map { SourceEntry($0, in: report.notation) }
        self.charts = limits.rows > 0 ? charts.filter(\.isEssential).map { $0.placed(at: address ?? "") } : []
        self.address = address
        if limits.rows == 0 { omissions.note("All charts are left out.") }
        self.omissions = omissions.sentences
    }
}

extension Report {
    /// How many rows the longest list of a page could have.
    package var longestList: Int {
        [
            snapshot.findings.count, snapshot.workers.count, snapshot.queues.count, snapshot.failures.count,
            snapshot.taskTypes.count, snapshot.changes.count, WorkerAnswers.mostNames,
        ].max() ?? 0
    }
}

extension TaskTypeRow {
    /// By which types are ranked: their slot time, else that of their successes.
    fileprivate var heaviness: Double { busy?.seconds ?? totalRuntime }
}
