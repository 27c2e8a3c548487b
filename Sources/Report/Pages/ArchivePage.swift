import Celery
package import Templating

/// The list of the sites that are kept.
package struct ArchivePage: TemplateRecord {
    /// One of them.
    struct Entry: TemplateRecord {
        let captured: Timestamp
        let href: String
        let isNewest: Bool

        static let fields: [Field<Entry>] = [
            .record("captured", "when it was captured", \.captured),
            .text("href", "the path of its folder from this page, with a slash at its end", \.href),
            .truth("is_newest", "whether it is the newest", \.isNewest),
        ]
    }

    let frame: PageFrame
    let entries: [Entry]

    /// What templates may name.
    package static let fields: [Field<ArchivePage>] = [
        .record("frame", "what every page has", \.frame),
        .list("entries", "the sites, the newest first", \.entries),
    ]

    /// Lists folders, which are named by times; `depth` is how many folders below the site's root the page is.
    package init(_ report: Report, captures: [String], folder: (String) -> String, files: SiteFiles, depth: Int = 0) {
        frame = report.frame(page: "Archive", files: files, depth: depth)
        let root = String(repeating: "../", count: depth)
        entries = captures.compactMap { capture in
            guard let captured = report.notation.timestamp(Instant(iso8601: capture)) else { return nil }
            return Entry(captured: captured, href: root + folder(capture), isNewest: capture == captures.first)
        }
    }
}
