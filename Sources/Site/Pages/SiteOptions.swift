/// What is asked of a site besides the snapshot.
package struct SiteOptions: Sendable {
    /// The most characters (UTF-16 units, as ticket systems count them) of `report.md`.
    package var markdownLimit: Int
    /// The most bytes of `report.html`.
    package var reportLimit: Int
    /// The path of the list of earlier sites; `nil` where none is kept.
    package var archive: String?

    /// The defaults are those of the command line.
    package init(markdownLimit: Int = 65_000, reportLimit: Int = 5_000_000, archive: String? = nil) {
        self.markdownLimit = markdownLimit
        self.reportLimit = reportLimit
        self.archive = archive
    }
}
