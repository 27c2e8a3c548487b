import Report
package import Templating

/// A template that is rendered by itself: what it may name, what is made of it, and where that stands.
///
/// A page is declared here, and nowhere else: that it is compiled, checked, listed, made and in the navigation follows.
package struct PageDeclaration: Sendable {
    /// Makes the files of a site that come from one template.
    typealias Composer = @Sendable (SiteComposition) -> [SiteComposition.Job]

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
    /// Its name in the list of pages; `nil` for one that isn't listed there.
    let title: String?
    /// Where it stands, where that is one place: at the template's own path, but for a page of a theme's own.
    let path: String
    /// Compiles it.
    let composer: @Sendable (TemplateLibrary) throws(TemplateErrors) -> Composer

    private init<R: TemplateRecord>(
        _ template: String, _ meaning: String, title: String? = nil, path: String? = nil,
        files: @escaping @Sendable (SiteComposition, Template<R>) -> [SiteComposition.Job]
    ) {
        (self.template, self.meaning, self.title) = (template, meaning, title)
        self.path = path ?? template
        record = RecordType(R.self)
        check = { $0.check(template, for: R.self) }
        lacksPolicy = { library in
            // One with mistakes is told of by these.
            guard template.hasSuffix(".html"), let page = try? library.compile(template, for: R.self) else {
                return false
            }
            return !page.holds("content-security-policy")
        }
        composer = { library throws(TemplateErrors) in
            let compiled = try library.compile(template, for: R.self)
            return { files($0, compiled) }
        }
    }

    /// A page of the template's own path, which shows as much as its limit allows.
    private init<R: TemplateRecord>(
        page template: String, _ meaning: String, title: String? = nil,
        _ record: @escaping @Sendable (SiteComposition, ReportLimits) -> R
    ) {
        self.init(template, meaning, title: title) { site, compiled in
            [site.page(template) { compiled.render(record(site, $0)) }]
        }
    }

    /// A template that goes into other pages: see `PartTemplates`.
    private init<R: TemplateRecord>(part template: String, of record: R.Type, _ meaning: String) {
        self.init(template, meaning) { (_: SiteComposition, _: Template<R>) in [] }
    }

    /// All templates that are rendered by themselves, the pages in the order of their list; the others are parts of
    /// these.
    package static let all = [
        PageDeclaration(page: "index.html", "the dashboard", title: "Dashboard") { $0.dashboard($1) },
        PageDeclaration(page: "index.md", "the dashboard in Markdown") { $0.dashboard($1) },
        PageDeclaration("tasks.html", "a page of tasks", title: "Tasks") { $0.taskPages($1) },
        PageDeclaration(page: "tasks.md", "the newest tasks in Markdown") {
            TasksPage(newest: $0.report, files: $0.files, limits: $1)
        },
        PageDeclaration("tasks.csv", "all tasks, for data/tasks.csv") { $0.taskTable($1) },
        PageDeclaration(page: "failures.html", "the failures by group", title: "Failures") {
            FailuresPage($0.report, files: $0.files, limits: $1)
        },
        PageDeclaration(page: "broker.html", "the queues", title: "Broker") { $0.broker($1) },
        PageDeclaration(page: "broker.md", "the queues in Markdown") { $0.broker($1, hasCharts: false) },
        PageDeclaration(page: "monitor.html", "the charts and the task types", title: "Monitor") { $0.monitor($1) },
        PageDeclaration(page: "monitor.md", "the charts and the task types in Markdown") { $0.monitor($1) },
        PageDeclaration("timeline.html", "who executed what, and when", title: "Timeline") { $0.timeline($1) },
        PageDeclaration(page: "workflows.html", "what led to what", title: "Workflows") {
            WorkflowsPage($0.report, files: $0.files, limits: $1)
        },
        PageDeclaration(page: "schedule.html", "the periodic tasks", title: "Schedule") {
            SchedulePage($0.report, files: $0.files, limits: $1)
        },
        PageDeclaration(page: "changes.html", "what changed, and when", title: "Changes") {
            ChangesPage($0.report, files: $0.files, limits: $1)
        },
        PageDeclaration("compare.html", "what differs from an earlier report", title: "Compare") {
            $0.comparison("compare.html", $1)
        },
        PageDeclaration("compare.md", "what differs from an earlier report, in Markdown") {
            $0.comparison("compare.md", $1)
        },
        PageDeclaration("worker.html", "one worker") { $0.workers($1) },
        PageDeclaration("archive.html", "the sites that are kept", title: "Archive") { $0.archive($1) },
        PageDeclaration(page: "card.svg", "how the cluster does, as one picture") { site, _ in Card(site.report) },
        PageDeclaration(page: "feed.atom", "incidents that began and ended, for feed readers") { site, _ in
            FeedPage(site.report, log: site.incidents, address: site.options.siteURL)
        },
        PageDeclaration("charts/chart.svg", "a chart as a file of its own") { $0.chartFiles($1) },
        PageDeclaration("charts/numbers.csv", "all numbers of a chart, for data/charts/") { $0.chartNumbers($1) },
        PageDeclaration(part: "charts/inline.svg", of: ChartDrawing.self, "a chart in a page"),
        PageDeclaration(part: "charts/timeline.svg", of: TimelineDrawing.self, "a timeline in its page"),
        PageDeclaration(part: "charts/pair.svg", of: ChartPair.self, "two charts below each other, of what-if"),
        PageDeclaration(part: "what-if.md", of: WhatIfPage.self, "what a replay tells, of what-if"),
        PageDeclaration(part: "overview.html", of: OverviewPage.self, "the index of several clusters, of overview"),
        PageDeclaration(part: "overview.md", of: OverviewPage.self, "the same in Markdown"),
        PageDeclaration(part: "sealed.html", of: SealedGate.self, "asks for the password of a sealed site"),
        PageDeclaration(part: "report.md", of: ReportPage.self, "the whole report for a ticket"),
        PageDeclaration(
            part: "report-layout.html", of: ReportLayout.self, "what stands around report.md in report.html"),
        PageDeclaration(
            part: "mail-layout.html", of: ReportLayout.self, "what stands around report.md in a mail"),
        PageDeclaration(part: "glossary.md", of: StaticPage.self, "what the columns mean"),
    ]

    private static let comparePath = "compare.html"
    private static let ownFolder = "pages/"

    /// The pages that a theme adds: `pages/on-call.html` becomes `on-call.html`, listed as "On call", over what the
    /// dashboard shows.
    static func own(in sources: [TemplateSource]) -> [PageDeclaration] {
        let names = Set(sources.map(\.name)).filter { name in
            name.hasPrefix(ownFolder) && name.hasSuffix(".html") && !name.dropFirst(ownFolder.count).contains("/")
        }
        return names.sorted().map { name in
            let path = String(name.dropFirst(ownFolder.count))
            let words = path.dropLast(".html".count).split { $0 == "-" || $0 == "_" }.joined(separator: " ")
            let title = words.prefix(1).uppercased() + words.dropFirst()
            return PageDeclaration(name, "a page of a theme's own", title: title, path: path) { site, compiled in
                [site.page(path) { compiled.render(site.dashboard($0, page: title)) }]
            }
        }
    }

    /// That a page of a theme's own would take the place of another.
    var collision: Diagnostic? {
        let others = Self.all.map(\.template) + ["report.html"]
        guard others.contains(path) || path.hasPrefix("tasks-") else { return nil }
        let hint = others.contains(path) ? "; to change that one, put the template at '\(path)'" : ""
        return Diagnostic(place: Place(file: template), message: "the site has a page '\(path)' already\(hint)")
    }

    /// The pages that a site lists.
    static func navigation(_ options: SiteOptions, own: [PageDeclaration] = []) -> [ListedPage] {
        (all + own).compactMap { page in
            guard let title = page.title, page.template != Archive.listPath || options.archive != nil,
                page.template != comparePath || options.baseline != nil
            else { return nil }
            return ListedPage(title: title, path: page.path)
        }
    }
}
