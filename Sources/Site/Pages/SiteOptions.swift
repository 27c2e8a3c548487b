package import Celery

/// What is asked of a site besides the snapshot.
package struct SiteOptions: Sendable {
    /// The most characters (UTF-16 units, as ticket systems count them) of `report.md`.
    package var markdownLimit: Int
    /// The most bytes of every other page.
    package var pageLimit = 3_000_000
    /// The most bytes of `report.html`.
    package var reportLimit: Int
    /// The sites that are kept; `nil` where none are.
    package var archive: Archive?
    /// Whether the snapshot is packed.
    package var compressesData = false
    /// The address under which this site's own folder in the archive will be found, with a slash at its end; `nil`
    /// where nobody told it.
    package var address: String?

    /// Where the site is published, with a slash at its end; `nil` where nobody told it.
    package var siteURL: String?
    /// The incidents that the site before remembers; `nil` where there was none.
    package var incidents: IncidentLog?

    /// What it is compared with; `nil` where nothing is.
    package var baseline: Snapshot?

    /// Where the snapshot goes.
    var snapshotPath: String { compressesData ? "data/snapshot.json.gz" : "data/snapshot.json" }

    /// The defaults are those of the command line.
    package init(markdownLimit: Int = 65_000, reportLimit: Int = 5_000_000, archive: Archive? = nil) {
        self.markdownLimit = markdownLimit
        self.reportLimit = reportLimit
        self.archive = archive
    }
}
