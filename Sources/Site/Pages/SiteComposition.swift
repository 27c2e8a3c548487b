import Celery
import Comparison
import Report
import SnapshotFile
import Templating

/// What the files of a site are made of; each is a job of its own, so that they can be rendered side by side.
///
/// Which there are, `PageDeclaration` lists.
struct SiteComposition: Sendable {
    /// A page to be rendered.
    struct Job: Sendable {
        /// Where it goes.
        let path: String
        /// Makes its bytes, and hands them on stretch by stretch.
        let write: @Sendable (RenderedFile.Reader) -> Void

        /// A page that is handed on while it is made.
        init<Model>(path: String, _ template: Template<Model>, _ model: @escaping @Sendable () -> Model) {
            self.init(path: path, writing: { template.render(model(), to: $0) })
        }

        /// A page that is made as a whole.
        init(path: String, _ render: @escaping @Sendable () -> [UInt8]) {
            self.init(path: path, writing: { reader in render().withUnsafeBufferPointer(reader) })
        }

        /// A page that hands itself on.
        init(path: String, writing write: @escaping @Sendable (RenderedFile.Reader) -> Void) {
            (self.path, self.write) = (path, write)
        }
    }

    let report: Report
    let templates: PageTemplates
    let files: SiteFiles
    let options: SiteOptions
    let style: [UInt8]
    /// What differs from another snapshot.
    let comparison: SnapshotComparison?
    /// The incidents that the site remembers.
    let incidents: IncidentLog
    /// The charts of Monitor, drawn.
    let charts: [ChartEntry]
    /// The charts of the heaviest task types, drawn.
    let typeCharts: [ChartEntry]
    /// The charts of the dashboard, drawn.
    let smallCharts: [ChartEntry]

    init(report: Report, templates: PageTemplates, files: SiteFiles, options: SiteOptions, style: [UInt8]) {
        self.report = report
        self.templates = templates
        self.files = files
        self.options = options
        self.style = style
        comparison = options.baseline.map { SnapshotComparison($0, report.snapshot) }
        incidents = IncidentLog(report.snapshot, after: options.incidents)
        charts = report.charts.map { $0.drawn(with: templates.parts.inlineChart) }
        typeCharts = report.typeCharts.map { $0.drawn(with: templates.parts.inlineChart) }
        smallCharts = report.smallCharts.map { $0.drawn(with: templates.parts.inlineChart) }
    }

    /// All files, the largest first, so that none is left to the end alone.
    var jobs: [Job] {
        let snapshot = Job(
            path: options.snapshotPath,
            writing: { reader in
                guard options.compressesData else { return SnapshotFile.write(report.snapshot, to: reader) }
                Gzip.deflate(SnapshotFile.bytes(of: report.snapshot)).withUnsafeBufferPointer(reader)
            })
        let trace = Job(path: "data/trace.json", writing: { TraceFile(report.snapshot).write(to: $0) })
        let log = Job(path: IncidentLog.path) { incidents.file }
        return [snapshot, trace, log] + shards + tickets + templates.composers.flatMap { $0(self) }
    }

    /// A page that shows as much as its limit allows.
    func page(_ path: String, _ render: @escaping @Sendable (ReportLimits) -> [UInt8]) -> Job {
        Job(path: path) {
            ReportLimits.longest(rows: report.longestList, fits: { $0.count <= options.pageLimit }, render)
        }
    }

    private var shards: [Job] {
        TaskShard.all(of: report.taskPages).map { shard in Job(path: shard.path) { shard.bytes(of: report) } }
    }

    /// The pages of tasks.
    func taskPages(_ template: Template<TasksPage>) -> [Job] {
        report.taskPages.pages.indices.map { index in
            Job(path: report.taskPages.pages[index].path, template) { TasksPage(report, page: index, files: files) }
        }
    }

    /// The tasks as a table for other programs.
    func taskTable(_ template: Template<TasksTable>) -> [Job] {
        [Job(path: "data/tasks.csv", template) { TasksTable(report) }]
    }

    /// The pages of workers.
    func workers(_ template: Template<WorkerPage>) -> [Job] {
        report.workerPages.map { path, worker in
            page(path) {
                let charts = report.charts(of: worker).map(drawn)
                return template.render(WorkerPage(report, worker: worker, files: files, charts: charts, limits: $0))
            }
        }
    }

    /// What differs from another snapshot, where one was given.
    func comparison(_ path: String, _ template: Template<ComparePage>) -> [Job] {
        guard let comparison else { return [] }
        return [page(path) { template.render(ComparePage(report, comparison, files: files, limits: $0)) }]
    }

    /// The charts as files of their own.
    func chartFiles(_ template: Template<ChartDrawing>) -> [Job] {
        (charts + typeCharts).map { chart in Job(path: chart.path, template) { chart.drawing } }
    }

    /// The numbers that the charts draw.
    func chartNumbers(_ template: Template<ChartNumbers>) -> [Job] {
        (charts + typeCharts).map { chart in Job(path: chart.dataPath, template) { chart.numbers } }
    }

    /// The list of earlier sites, in this one and in each of them.
    func archive(_ template: Template<ArchivePage>) -> [Job] {
        guard let archive = options.archive else { return [] }
        func list(at path: String, depth: Int) -> Job {
            Job(path: path, template) {
                ArchivePage(
                    report, captures: archive.captures, folder: Archive.folder(of:), files: files, depth: depth)
            }
        }
        return [list(at: Archive.listPath, depth: 0)]
            + archive.listed.map { list(at: Archive.listPath(in: $0), depth: 2) }
    }

    private var tickets: [Job] {
        [
            Job(path: "report.md") { ticket.markdown(limit: options.markdownLimit) },
            Job(path: "report.html") { ticket.html(limit: options.reportLimit) },
        ]
    }

    /// The report as a ticket.
    var ticket: TicketWriter { TicketWriter(composition: self) }

    /// The dashboard.
    ///
    /// `page` names a page of a theme's own that shows the same.
    func dashboard(_ limits: ReportLimits, page: String? = nil) -> DashboardPage {
        let renderer = MarkdownRenderer(headingShift: 1)
        let glossary = MarkdownRenderer(headingShift: 1, termPrefix: "means-").html(
            templates.parts.glossary.render(StaticPage()))
        return DashboardPage(
            report, files: files, note: { Self.html(renderer.html(Array($0.utf8))) }, glossary: Self.html(glossary),
            charts: smallCharts, page: page, limits: limits)
    }

    /// The queues; in Markdown without their charts, which are not files of their own.
    func broker(_ limits: ReportLimits, hasCharts: Bool = true) -> BrokerPage {
        let charts = hasCharts ? report.brokerCharts.map(drawn) : []
        return BrokerPage(report, files: files, charts: charts, limits: limits)
    }

    private func drawn(_ chart: ChartEntry) -> ChartEntry { chart.drawn(with: templates.parts.inlineChart) }

    /// The charts and the task types.
    func monitor(_ limits: ReportLimits) -> MonitorPage {
        MonitorPage(report, files: files, charts: charts, typeCharts: typeCharts, limits: limits)
    }

    /// Who executed what, and when.
    func timeline(_ template: Template<TimelinePage>) -> [Job] {
        [
            Job(path: "timeline.html", template) {
                TimelinePage(report, files: files) { drawing in
                    Fragment(svg: String(decoding: templates.parts.timeline.render(drawing), as: UTF8.self))
                }
            }
        ]
    }

    private static func html(_ bytes: [UInt8]) -> Fragment { Fragment(html: String(decoding: bytes, as: UTF8.self)) }
}

extension ChartEntry {
    /// The chart with its picture.
    fileprivate func drawn(with template: Template<ChartDrawing>) -> ChartEntry {
        var chart = self
        chart.picture = Fragment(svg: String(decoding: template.render(drawing), as: UTF8.self))
        return chart
    }
}
