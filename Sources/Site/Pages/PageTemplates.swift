import Report
import Templating

/// The templates of all pages, compiled; whoever has them can render without failing.
struct PageTemplates: Sendable {
    let dashboard: Template<DashboardPage>
    let dashboardText: Template<DashboardPage>
    let tasks: Template<TasksPage>
    let tasksText: Template<TasksPage>
    let tasksTable: Template<TasksTable>
    let broker: Template<BrokerPage>
    let brokerText: Template<BrokerPage>
    let monitor: Template<MonitorPage>
    let monitorText: Template<MonitorPage>
    let worker: Template<WorkerPage>
    let failures: Template<FailuresPage>
    let archive: Template<ArchivePage>
    let report: Template<ReportPage>
    let reportLayout: Template<ReportLayout>
    let glossary: Template<StaticPage>
    let chart: Template<ChartDrawing>
    let inlineChart: Template<ChartDrawing>
    let chartNumbers: Template<ChartNumbers>

    /// Compiles them; throws the mistakes of the first that has any.
    init(_ library: TemplateLibrary) throws(TemplateErrors) {
        dashboard = try library.compile("index.html", for: DashboardPage.self)
        dashboardText = try library.compile("index.md", for: DashboardPage.self)
        tasks = try library.compile("tasks.html", for: TasksPage.self)
        tasksText = try library.compile("tasks.md", for: TasksPage.self)
        tasksTable = try library.compile("tasks.csv", for: TasksTable.self)
        broker = try library.compile("broker.html", for: BrokerPage.self)
        brokerText = try library.compile("broker.md", for: BrokerPage.self)
        monitor = try library.compile("monitor.html", for: MonitorPage.self)
        monitorText = try library.compile("monitor.md", for: MonitorPage.self)
        worker = try library.compile("worker.html", for: WorkerPage.self)
        failures = try library.compile("failures.html", for: FailuresPage.self)
        archive = try library.compile("archive.html", for: ArchivePage.self)
        report = try library.compile("report.md", for: ReportPage.self)
        reportLayout = try library.compile("report-layout.html", for: ReportLayout.self)
        glossary = try library.compile("glossary.md", for: StaticPage.self)
        chart = try library.compile("charts/chart.svg", for: ChartDrawing.self)
        inlineChart = try library.compile("charts/inline.svg", for: ChartDrawing.self)
        chartNumbers = try library.compile("charts/numbers.csv", for: ChartNumbers.self)
    }
}
