/// What pages link to and whose names are not known before: the assets, and what only some sites have.
package struct SiteFiles: Sendable {
    /// The style sheet, relative to the site's root.
    package let stylesheet: String
    /// The style sheet of what only pages have, likewise.
    package let pageStylesheet: String
    /// The script, likewise.
    package let script: String
    /// The script of the tasks' pages, likewise.
    package let taskScript: String
    /// The icon, likewise.
    package let icon: String
    /// The pages of the navigation.
    package let pages: [ListedPage]
    /// The snapshot, likewise.
    package let snapshot: String

    /// Takes the paths.
    package init(
        stylesheet: String, pageStylesheet: String, script: String, taskScript: String, icon: String,
        pages: [ListedPage], snapshot: String = "data/snapshot.json"
    ) {
        (self.stylesheet, self.pageStylesheet) = (stylesheet, pageStylesheet)
        (self.script, self.taskScript) = (script, taskScript)
        (self.icon, self.pages, self.snapshot) = (icon, pages, snapshot)
    }
}

/// A page in the navigation.
package struct ListedPage: Sendable {
    /// Its name.
    package let title: String
    /// Its path, relative to the site's root.
    package let path: String

    /// Lists a page.
    package init(title: String, path: String) { (self.title, self.path) = (title, path) }
}
