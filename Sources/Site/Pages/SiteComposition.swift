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
            Job(path: "data/snapshot.json") { report.snapshot.json },
            Job(path: "data/tasks.csv") { templates.tasksTable.render(TasksTable(report)) },
        ]
    }

    private var pages: [Job] {
        [
            Job(path: "index.html") { templates.dashboard.render(dashboard) },
            Job(path: "index.md") { templates.dashboardText.render(dashboard) },
            Job(path: "broker.html") { templates.broker.render(broker(plates: report.brokerPlates.map(drawn))) },
            Job(path: "broker.md") { templates.brokerText.render(broker(plates: [])) },
            Job(path: "monitor.html") { templates.monitor.render(monitor) },
            Job(path: "monitor.md") { templates.monitorText.render(monitor) },
            Job(path: "failures.html") { templates.failures.render(FailuresPage(report, files: files)) },
        ]
    }

    private var tasks: [Job] {
        let pages = report.taskPages.pages.indices.map { index in
            Job(path: TaskPaging.path(ofPage: index)) {
                templates.tasks.render(TasksPage(report, page: index, files: files))
            }
        }
        let shards = TaskShard.all(of: report.taskPages).map { shard in
            Job(path: shard.path) { shard.bytes(of: report) }
        }
        return pages + shards + [
            Job(path: "tasks.md") { templates.tasksText.render(TasksPage(newest: report, files: files)) }
        ]
    }

    private var workers: [Job] {
        report.workerPages.map { path, worker in
            Job(path: path) {
                let plates = report.plates(of: worker).map(drawn)
                return templates.worker.render(WorkerPage(report, worker: worker, files: files, plates: plates))
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

    private var dashboard: DashboardPage {
        let renderer = MarkdownRenderer(headingShift: 1)
        let note = report.note.map { renderer.html(Array($0.utf8)) }
        let glossary = renderer.html(templates.glossary.render(StaticPage()))
        return DashboardPage(
            report, files: files, note: note.map(Self.html), glossary: Self.html(glossary),
            plates: smallPlates)
    }

    private func broker(plates: [Plate]) -> BrokerPage { BrokerPage(report, files: files, plates: plates) }

    private func drawn(_ plate: Plate) -> Plate { plate.drawn(with: templates.inlineChart) }

    private var monitor: MonitorPage { MonitorPage(report, files: files, plates: plates, typePlates: typePlates) }

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
