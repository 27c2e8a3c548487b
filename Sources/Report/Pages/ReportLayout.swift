package import Templating

/// What stands around the report for a ticket when it is one HTML file.
package struct ReportLayout: TemplateRecord {
    let title: String
    let style: Fragment
    let body: Fragment

    /// What templates may name.
    package static let fields: [Field<ReportLayout>] = [
        .text("title", "the report's title", \.title),
        .fragment("style", "the style sheet", in: .html, \.style),
        .fragment("body", "the report, rendered", in: .html, \.body),
    ]

    /// Takes the parts, ready-made.
    package init(title: String, style: Fragment, body: Fragment) {
        self.title = title.isEmpty ? "Herbarium" : Excerpt.cell(title, limit: 200)
        (self.style, self.body) = (style, body)
    }
}

/// A page that is the same for every report.
package struct StaticPage: TemplateRecord {
    /// What templates may name: nothing.
    package static let fields: [Field<StaticPage>] = []

    /// Makes the page.
    package init() {}
}
