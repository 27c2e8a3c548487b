import Celery
package import Templating

/// What every page has around its content.
package struct PageFrame: TemplateRecord {
    /// What the report is called.
    let title: String
    /// The page's own name; `nil` on the dashboard.
    let page: String?
    /// The name of what the page is about, where that comes from the cluster.
    let subject: String?
    /// Leads to the site's root: empty, or `../`.
    let root: String
    let files: SiteFiles
    let navigation: [NavigationItem]
    /// `nil` on a page that stays what it is from report to report, as are the others.
    let label: PageHeader?
    let span: String?
    let coverage: String?
    /// How many incidents last, by severity; of the dashboard and the report alone.
    let alarm: String?
    let times: String
    /// `en`, or `zh-Hans`.
    let language: String
    let redactions: Sentence?
    let openness: String?
    /// What the page leaves out for want of room, in sentences with numbers.
    var omissions: [String] = []

    /// What templates may name.
    package static let fields: [Field<PageFrame>] = [
        .text("title", "the report's title", \.title),
        .text("page", "the page's name; nothing on the dashboard", \.page),
        .code("subject", "the worker that the page is about", \.subject),
        .text("root", "leads to the site's root: nothing, or ../", \.root),
        .text("stylesheet", "the path of the style sheet, below the root", \.files.stylesheet),
        .text(
            "page_stylesheet", "the path of the style sheet of what only pages have, below the root",
            \.files.pageStylesheet),
        .text("script", "the path of the script, below the root", \.files.script),
        .text("task_script", "the path of the script that searches all tasks, below the root", \.files.taskScript),
        .text("snapshot", "the path of the snapshot, below the root", \.files.snapshot),
        .text("icon", "the path of the icon, below the root", \.files.icon),
        .list("navigation", "the pages", \.navigation),
        .record("label", "the specimen label; nothing on a page that outlasts the report", \.label),
        .text("span", "what the counts are about, as a sentence; likewise", \.span),
        .text("coverage", "how much of it was seen, as a sentence; likewise", \.coverage),
        .text("alarm", "how many incidents last, such as 2 critical; on the dashboard and the report", \.alarm),
        .text("language", "the language of the page, as its lang attribute names it", \.language),
        .text("times", "the zone of all times, and the day of those without one, as a sentence", \.times),
        .record("redactions", "what was taken out, as a sentence", \.redactions),
        .texts("omissions", "what the page leaves out, with numbers, as sentences", \.omissions),
        .truth("has_omissions", "whether it leaves anything out") { !$0.omissions.isEmpty },
        .text("openness", "that anybody may read it, where nobody said otherwise, as a sentence", \.openness),
    ]
}

extension Report {
    /// The frame of a page.
    func frame(
        page: String?, subject: String? = nil, files: SiteFiles, depth: Int = 0, omissions: Omissions = Omissions(),
        isLasting: Bool = false
    ) -> PageFrame {
        let root = String(repeating: "../", count: depth)
        return PageFrame(
            title: snapshot.report.title.isEmpty ? "Herbarium" : Excerpt.cell(snapshot.report.title, limit: 200),
            page: page, subject: subject, root: root,
            files: files,
            navigation: files.pages.map { listed in
                let isCurrent = subject == nil && listed.title == page ?? "Dashboard"
                return NavigationItem(title: listed.title, href: root + listed.path, isCurrent: isCurrent)
            },
            label: isLasting ? nil : label, span: isLasting ? nil : words.span,
            coverage: isLasting ? nil : words.coverage,
            alarm: page == nil || page == "Report" ? alarm : nil,
            times: notation.sentence, language: notation.language,
            redactions: isLasting ? nil : RedactionWording(snapshot.redactions, in: notation).sentence,
            openness: openness,
            omissions: omissions.sentences)
    }

    /// A site for strangers needs no such words, and of one that is protected they would be wrong.
    private var openness: String? {
        guard !snapshot.report.isProtected, !snapshot.redactions.isPublic else { return nil }
        return "No access control: whoever can reach these pages can read them."
    }

    /// `UTC`, or `Europe/Berlin (CET)`.
    var zoneText: String { notation.zoneText }
}
