import Celery
package import Templating

/// The index of several clusters, the worst first.
package struct OverviewPage: TemplateRecord {
    let frame: PageFrame
    let newest: Timestamp
    let oldest: Timestamp?
    let version: String
    let clusters: [ClusterEntry]
    let sections: [ClusterEntry]
    let staleAfter: Int
    let counts: String

    /// A table of more rows would be no page that anybody reads.
    private static let mostRows = 2_000
    /// So many are told of in full.
    private static let mostSections = 250

    /// What templates may name.
    package static let fields: [Field<OverviewPage>] = [
        .record("frame", "what every page has, but for the specimen label", \.frame),
        .record("newest", "when the newest snapshot was captured", \.newest),
        .record("oldest", "when the oldest was captured, where it isn't the newest", \.oldest),
        .text("version", "the version of herbarium", \.version),
        .text("counts", "how many clusters there are", \.counts),
        .number("stale_after", "after so many seconds a snapshot is stale", \.staleAfter),
        .list("clusters", "the clusters, the worst first", \.clusters),
        .list("sections", "those that are told of in full", \.sections),
    ]

    /// Tells of ranked clusters; lists of names have as many rows as `limits` allow.
    package init(_ board: OverviewBoard, files: SiteFiles, limits: ReportLimits = .whole) {
        let (overview, notation) = (board.overview, board.notation)
        var omissions = Omissions()
        let digests = omissions.first(Self.mostRows, of: board.digests, "cluster")
        let titles = board.digests.reduce(into: [:]) { $0[$1.row.title.exact, default: 0] += 1 }
        clusters = digests.indices.map { place in
            ClusterEntry(
                board, place: place, isAlone: titles[board.digests[place].row.title.exact] == 1,
                hasSection: place < Self.mostSections, rows: limits.rows)
        }
        sections = Array(clusters.prefix(Self.mostSections))
        if sections.count < clusters.count {
            let rest = Wording.count(clusters.count - sections.count, "cluster")
            omissions.note("Of \(rest) only the line in the table is shown; data/overview.json has all.")
        }
        newest = Timestamp(board.asOf, in: notation)
        oldest = overview.oldest == board.asOf ? nil : notation.timestamp(overview.oldest)
        version = board.version
        staleAfter = Int(overview.staleAfter)
        counts = board.counts
        frame = PageFrame(
            title: Excerpt.cell(overview.title, limit: 200), page: nil, subject: nil, root: "", files: files,
            navigation: [NavigationItem(title: "Overview", href: "index.html", isCurrent: true)], label: nil,
            span: board.standings, coverage: nil, alarm: board.alarm, times: notation.sentence,
            language: notation.language, redactions: nil, openness: board.openness, omissions: omissions.sentences)
    }
}
