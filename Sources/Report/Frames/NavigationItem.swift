package import Templating

/// An entry of the list of pages.
package struct NavigationItem: TemplateRecord {
    /// Its name.
    let title: String
    /// Its path, relative to the page that shows it.
    let href: String
    /// Whether it is the page that shows it.
    let isCurrent: Bool

    /// What templates may name.
    package static let fields: [Field<NavigationItem>] = [
        .text("title", "the page's name", \.title),
        .text("href", "its path, relative to this page", \.href),
        .truth("is_current", "whether it is this page", \.isCurrent),
    ]
}
