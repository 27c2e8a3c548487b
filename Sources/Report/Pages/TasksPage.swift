import Celery
package import Templating

/// A page of the tasks' table, newest first, with everything known about each.
package struct TasksPage: TemplateRecord {
    let frame: PageFrame
    let tasks: [TaskEntry]
    let title: String
    let range: String
    var remarks: [String] = []
    var links: [PageLink] = []
    var all: [PageLink] = []
    var older: String?
    var isFirst = false
    var states: [StateCount] = []
    /// `nil` on a page that outlasts the report.
    var stamp: String?

    /// The most rows of a Markdown file.
    private static let mostNewest = 1_000

    /// What templates may name.
    package static let fields: [Field<TasksPage>] = [
        .record("frame", "what every page has", \.frame),
        .list("tasks", "the tasks of this page, newest first", \.tasks),
        .truth("has_tasks", "whether there are any") { !$0.tasks.isEmpty },
        .list("columns", "the columns of the table") { _ in TaskColumn.shown },
        .text("search_fields", "the fields that a search knows, each with its kind: name:name uuid:text …") { _ in
            TaskColumn.searchFields
        },
        .truth("has_more", "whether there is more to tell of some") {
            $0.tasks.contains(where: \.hasMore)
        },
        .text("title", "what the page is about: the time that its tasks span, where it is cut by time", \.title),
        .text("range", "which tasks these are, as a sentence", \.range),
        .texts("remarks", "what has to be known of the list, as sentences", \.remarks),
        .list("links", "the first pages of the table, the last, and those beside this one", \.links),
        .truth("has_links", "whether there are several") { !$0.links.isEmpty },
        .list("all", "all pages of the table, on the first of many", \.all),
        .truth("has_all", "whether there are so many") { !$0.all.isEmpty },
        .text("older", "the page that goes on, on one that outlasts the report", \.older),
        .truth("is_lasting", "whether the page outlasts the report") {
            $0.stamp == nil
        },
        .truth("is_first", "whether this is the first of them", \.isFirst),
        .list("states", "the states of all listed tasks, the most frequent first", \.states),
        .truth("has_states", "whether they are told") { !$0.states.isEmpty },
        .text("stamp", "what the scripts data/tasks-0001.js … say of the report that they belong to", \.stamp),
    ]

    /// One page of the HTML site, from 0.
    package init(_ report: Report, page number: Int, files: SiteFiles) {
        let (paging, pages) = (report.taskPages, report.taskPages.pages)
        if !pages[number].isOpen, let span = pages[number].span {
            let isLast = number == pages.count - 1
            self.init(
                report.read(at: span.until), lasting: pages[number].rows, span: span, files: files,
                older: isLast ? nil : pages[number + 1].path)
            return
        }
        self.init(report, shown: pages[number].rows, files: files, isFirst: number == 0)
        guard pages.count > 1 else { return }
        func link(to page: Int) -> PageLink {
            PageLink(pages[page], number: page, isCurrent: page == number, notation: report.notation)
        }
        links = paging.linked(from: number).map { $0.map(link) ?? .gap }
        if number == 0, links.count < pages.count { all = pages.indices.map(link) }
    }

    /// A page that outlasts the report, and so tells nothing of it; its times are read as of its own day.
    private init(_ report: Report, lasting rows: Range<Int>, span: TimeSpan, files: SiteFiles, older: String?) {
        frame = report.frame(page: "Tasks", files: files, isLasting: true)
        tasks = rows.map(report.taskEntry)
        title = "Tasks of " + report.notation.words(span)
        range = "\(Wording.count(rows.count, "task")), newest first."
        self.older = older
    }

    /// The newest tasks, for a Markdown file.
    package init(newest report: Report, files: SiteFiles, limits: ReportLimits = .whole) {
        let count = min(report.snapshot.tasks.count, Self.mostNewest, limits.rows)
        self.init(report, shown: 0..<count, files: files, isFirst: true)
    }

    private init(_ report: Report, shown: Range<Int>, files: SiteFiles, isFirst: Bool) {
        frame = report.frame(page: "Tasks", files: files)
        tasks = shown.map(report.taskEntry)
        title = "Tasks"
        range = Self.range(shown, of: report.snapshot.tasks.count)
        remarks = Self.remarks(report.snapshot, stored: report.digest.stored)
        self.isFirst = isFirst
        states = report.taskStates
        stamp = report.stamp
    }

    private static func range(_ shown: Range<Int>, of listed: Int) -> String {
        if listed == 0 { return "No task is known." }
        if shown.count == listed { return Wording.count(listed, "task") + ", newest first." }
        return "Tasks \(Wording.count(shown.lowerBound + 1)) to \(Wording.count(shown.upperBound)) of "
            + "\(Wording.count(listed)), newest first."
    }

    private static func remarks(_ snapshot: Snapshot, stored: Int) -> [String] {
        var remarks: [String] = []
        let (listed, known) = (snapshot.tasks.count, snapshot.coverage.tasks)
        if known > listed {
            remarks.append(
                "\(Wording.count(known)) are known; \(Wording.count(known - listed)) older ones are not listed.")
        }
        if stored > 0 {
            let verb = stored == 1 ? "is" : "are"
            remarks.append("\(Wording.count(stored)) of them \(verb) known from the result backend alone.")
        }
        return remarks
    }
}
