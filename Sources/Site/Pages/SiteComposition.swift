import Celery
import Report
import Templating

/// Which page is made of what; each page is a job of its own, so that they can be rendered side by side.
struct SiteComposition: Sendable {
    /// A page to be rendered.
    struct Job: Sendable {
        /// Where it goes.
        let path: String
        /// Makes its bytes.
        let render: @Sendable () -> [UInt8]
    }

    let report: Report
    let templates: PageTemplates
    let files: SiteFiles
    let options: SiteOptions
    let style: [UInt8]
    /// The charts of Monitor, drawn.
    let plates: [Plate]
    /// The charts of the heaviest task types, drawn.
    let typePlates: [Plate]
    /// The charts of the dashboard, drawn.
    let smallPlates: [Plate]

    init(report: Report, templates: PageTemplates, files: SiteFiles, options: SiteOptions, style: [UInt8]) {
        self.report = report
        self.templates = templates
        self.files = files
        self.options = options
        self.style = style
        plates = report.plates.map { $0.drawn(with: templates.inlineChart) }
        typePlates = report.typePlates.map { $0.drawn(with: templates.inlineChart) }
        smallPlates = report.smallPlates.map { $0.drawn(with: templates.inlineChart) }
    }

    /// All pages, the largest first, so that none is left to the end alone.
    var jobs: [Job] { data + tasks + tickets + pages + workers + charts + archive }

    private var data: [Job] {
        [
            Job(path: options.snapshotPath) {
                options.compressesData ? Gzip.deflate(report.snapshot.json) : report.snapshot.json
            },
            Job(path: "data/tasks.csv") { templates.tasksTable.render(TasksTable(report)) },
        ]
    }

    private var pages: [Job] {
        [
            page("index.html") { templates.dashboard.render(dashboard($0)) },
            page("index.md") { templates.dashboardText.render(dashboard($0)) },
            page("broker.html") { templates.broker.render(broker($0, plates: report.brokerPlates.map(drawn))) },
            page("broker.md") { templates.brokerText.render(broker($0, plates: [])) },
            page("monitor.html") { templates.monitor.render(monitor($0)) },
            page("monitor.md") { templates.monitorText.render(monitor($0)) },
            page("failures.html") { templates.failures.render(FailuresPage(report, files: files, limits: $0)) },
        ]
    }

    /// A page that shows as much as its limit allows.
    private func page(_ path: String, _ render: @escaping @Sendable (ReportLimits) -> [UInt8]) -> Job {
        Job(path: path) {
            ReportLimits.longest(rows: report.longestList, fits: { $0.count <= options.pageLimit }, render)
        }
    }

    private var tasks: [Job] {
        let pages = report.taskPages.pages.indices.map { index in
            Job(path: report.taskPages.pages[index].path) {
                templates.tasks.render(TasksPage(report, page: index, files: files))
            }
        }
        let shards = TaskShard.all(of: report.taskPages).map { shard in
            Job(path: shard.path) { shard.bytes(of: report) }
        }
        return pages + shards + [
            page("tasks.md") { templates.tasksText.render(TasksPage(newest: report, files: files, limits: $0)) }
        ]
    }

    private var workers: [Job] {
        report.workerPages.map { path, worker in
            page(path) {
                let plates = report.plates(of: worker).map(drawn)
                return templates.worker.render(
                    WorkerPage(report, worker: worker, files: files, plates: plates, limits: $0))
            }
        }
    }

    private var charts: [Job] {
        (plates + typePlates).flatMap { plate in
            [
                Job(path: plate.path) { templates.chart.render(plate.drawing) },
                Job(path: plate.dataPath) { templates.chartNumbers.render(plate.numbers) },
            ]
        }
    }

    private var archive: [Job] {
        guard let archive = options.archive else { return [] }
        func list(at path: String, depth: Int) -> Job {
            Job(path: path) {
                templates.archive.render(
                    ArchivePage(
                        report, captures: archive.captures, folder: Archive.folder(of:), files: files, depth: depth))
            }
        }
        return [list(at: Archive.listPath, depth: 0)]
            + archive.captures.map { list(at: Archive.listPath(in: $0), depth: 2) }
    }

    private var tickets: [Job] {
        [
            Job(path: "report.md") { ticket.markdown(limit: options.markdownLimit) },
            Job(path: "report.html") { ticket.html(limit: options.reportLimit) },
        ]
    }

    private var ticket: TicketWriter { TicketWriter(composition: self) }

    private func dashboard(_ limits: ReportLimits) -> DashboardPage {
        let renderer = MarkdownRenderer(headingShift: 1)
        let glossary = renderer.html(templates.glossary.render(StaticPage()))
        return DashboardPage(
            report, files: files, note: { Self.html(renderer.html(Array($0.utf8))) }, glossary: Self.html(glossary),
            plates: smallPlates, limits: limits)
    }

    private func broker(_ limits: ReportLimits, plates: [Plate]) -> BrokerPage {
        BrokerPage(report, files: files, plates: plates, limits: limits)
    }

    private func drawn(_ plate: Plate) -> Plate { plate.drawn(with: templates.inlineChart) }

    private func monitor(_ limits: ReportLimits) -> MonitorPage {
        MonitorPage(report, files: files, plates: plates, typePlates: typePlates, limits: limits)
    }

    private static func html(_ bytes: [UInt8]) -> Fragment { Fragment(html: String(decoding: bytes, as: UTF8.self)) }
}

extension Plate {
    /// The plate with its picture.
    fileprivate func drawn(with template: Template<ChartDrawing>) -> Plate {
        var plate = self
        plate.picture = Fragment(svg: String(decoding: template.render(drawing), as: UTF8.self))
        return plate
    }
}
