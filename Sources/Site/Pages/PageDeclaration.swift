import Report
package import Templating

/// A template that is rendered by itself, with the record that it is rendered with.
package struct PageDeclaration: Sendable {
    /// The template's name.
    package let template: String
    /// What it makes, in a few words.
    package let meaning: String
    /// The names that it may use.
    package let record: RecordType
    /// Every mistake in the template, and in all that it includes.
    package let check: @Sendable (TemplateLibrary) -> [Diagnostic]
    /// Whether it is a page of HTML that carries no policy, so that a browser would run and load whatever stood in it.
    let lacksPolicy: @Sendable (TemplateLibrary) -> Bool

    private init<R: TemplateRecord>(_ template: String, _ record: R.Type, _ meaning: String) {
        self.template = template
        self.meaning = meaning
        self.record = RecordType(record)
        check = { $0.check(template, for: record) }
        lacksPolicy = { library in
            // One with mistakes is told of by these.
            guard template.hasSuffix(".html"), let page = try? library.compile(template, for: record) else {
                return false
            }
            return !page.holds("content-security-policy")
        }
    }

    /// All templates that are rendered by themselves; the others are parts of these.
    package static let all = [
        PageDeclaration("index.html", DashboardPage.self, "the dashboard"),
        PageDeclaration("index.md", DashboardPage.self, "the dashboard in Markdown"),
        PageDeclaration("tasks.html", TasksPage.self, "a page of tasks"),
        PageDeclaration("tasks.md", TasksPage.self, "the newest tasks in Markdown"),
        PageDeclaration("tasks.csv", TasksTable.self, "all tasks, for data/tasks.csv"),
        PageDeclaration("broker.html", BrokerPage.self, "the queues"),
        PageDeclaration("broker.md", BrokerPage.self, "the queues in Markdown"),
        PageDeclaration("monitor.html", MonitorPage.self, "the charts and the task types"),
        PageDeclaration("monitor.md", MonitorPage.self, "the charts and the task types in Markdown"),
        PageDeclaration("worker.html", WorkerPage.self, "one worker"),
        PageDeclaration("failures.html", FailuresPage.self, "the failures by group"),
        PageDeclaration("archive.html", ArchivePage.self, "the sites that are kept"),
        PageDeclaration("report.md", ReportPage.self, "the whole report for a ticket"),
        PageDeclaration("report-layout.html", ReportLayout.self, "what stands around report.md in report.html"),
        PageDeclaration("glossary.md", StaticPage.self, "what the columns mean"),
        PageDeclaration("charts/chart.svg", ChartDrawing.self, "a chart as a file of its own"),
        PageDeclaration("charts/numbers.csv", ChartNumbers.self, "all numbers of a chart, for data/charts/"),
        PageDeclaration("charts/inline.svg", ChartDrawing.self, "a chart in a page"),
    ]
}
