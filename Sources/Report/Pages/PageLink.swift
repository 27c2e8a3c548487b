package import Templating

/// A page of the tasks' table as another one links to it; or a gap between such links.
package struct PageLink: TemplateRecord {
    /// Its number among the pages, `1` first; `…` for a gap.
    let title: String
    let href: String?
    let span: String?
    var isCurrent = false

    /// Stands for pages that aren't linked.
    static let gap = PageLink(title: "…", href: nil, span: nil)

    /// What templates may name.
    package static let fields: [Field<PageLink>] = [
        .text("title", "the page's number, from 1; … for a gap", \.title),
        .text("href", "its path; nothing for a gap", \.href),
        .text("span", "the time that its tasks span", \.span),
        .truth("is_current", "whether it is the page that shows it", \.isCurrent),
    ]
}

extension PageLink {
    init(_ page: TaskPaging.Page, number: Int, isCurrent: Bool, notation: Notation) {
        self.init(
            title: Wording.count(number + 1), href: page.path, span: page.span.map { notation.short($0) },
            isCurrent: isCurrent)
    }
}
