import Celery
package import Templating

/// A page of the tasks' table, newest first, with everything known about each.
package struct TasksPage: TemplateRecord {
    let frame: PageFrame
    let tasks: [TaskEntry]
    let range: String
    let remarks: [String]
    let links: [NavigationItem]
    let isFirst: Bool
    let states: [StateCount]
    let shards: Int
    let stamp: String

    /// The most rows of a Markdown file.
    private static let mostNewest = 1_000

    /// What templates may name.
    package static let fields: [Field<TasksPage>] = [
        .record("frame", "what every page has", \.frame),
        .list("tasks", "the tasks of this page, newest first", \.tasks),
        .truth("has_tasks", "whether there are any") { !$0.tasks.isEmpty },
        .text("range", "which tasks these are, as a sentence", \.range),
        .texts("remarks", "what has to be known of the list, as sentences", \.remarks),
        .list("links", "the pages of the table near this one, and some of the others, if there are several", \.links),
        .truth("has_links", "whether there are several") { !$0.links.isEmpty },
        .truth("is_first", "whether this is the first of them", \.isFirst),
        .list("states", "the states of all listed tasks, the most frequent first", \.states),
        .number("shards", "how many scripts data/tasks-0001.js … hold the rows of all pages", \.shards),
        .text("stamp", "what these scripts say of the report that they belong to", \.stamp),
    ]

    /// One page of the HTML site, from 0.
    package init(_ report: Report, page: Int, files: SiteFiles) {
        let pages = report.taskPages.pages
        let links = report.taskPages.linked(from: page).map { index in
            NavigationItem(
                title: Wording.count(index + 1), href: TaskPaging.path(ofPage: index), isCurrent: index == page)
        }
        self.init(
            report, shown: pages[page], files: files, links: pages.count > 1 ? links : [], isFirst: page == 0)
    }

    /// The newest tasks, for a Markdown file.
    package init(newest report: Report, files: SiteFiles, limits: ReportLimits = .whole) {
        let count = min(report.snapshot.tasks.count, Self.mostNewest, limits.rows)
        self.init(report, shown: 0..<count, files: files, links: [], isFirst: true)
    }

    private init(
        _ report: Report, shown: Range<Int>, files: SiteFiles, links: [NavigationItem], isFirst: Bool
    ) {
        frame = report.frame(page: "Tasks", files: files)
        tasks = shown.map(report.taskEntry)
        range = Self.range(shown, of: report.snapshot.tasks.count)
        remarks = Self.remarks(report.snapshot, stored: report.digest.stored)
        self.links = links
        self.isFirst = isFirst
        states = report.taskStates
        shards = TaskShard.all(of: report.taskPages).count
        stamp = TaskShard.stamp(of: report)
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
