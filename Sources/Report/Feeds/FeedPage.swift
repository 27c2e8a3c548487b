package import Celery
package import Templating

/// What a feed reader is told: an entry when an incident begins, and one when it ends.
///
/// The format is Atom's, RFC 4287.
package struct FeedPage: TemplateRecord {
    /// One of them.
    struct Entry: TemplateRecord {
        let id: String
        let title: String
        let text: String
        let updated: Instant
        let began: Instant
        let severity: String

        static let fields: [Field<Entry>] = [
            .text("id", "a UUID that stays the same from report to report", \.id),
            .code("title", "what began or ended, in short", \.title),
            .code("text", "the same whole", \.text),
            .text("updated", "when it began, or ended, in UTC", \.updated.iso8601),
            .text("began", "when it began, in UTC", \.began.iso8601),
            .text("severity", "critical, warning or note", \.severity),
        ]
    }

    let id: String
    let title: String
    let updated: Instant
    let version: String
    let address: String?
    let entries: [Entry]

    /// What templates may name.
    package static let fields: [Field<FeedPage>] = [
        .text("id", "a UUID that names the feed", \.id),
        .code("title", "the report's title", \.title),
        .text("updated", "when the newest entry came, in UTC", \.updated.iso8601),
        .text("version", "the version of herbarium", \.version),
        .text("address", "where the site is published, with a slash at its end, where that was told", \.address),
        .list("entries", "the entries, the newest first", \.entries),
    ]

    /// Lists what is remembered; `address` is that of the site.
    package init(_ report: Report, log: IncidentLog, address: String?) {
        // Of sites for strangers the broker's address tells nothing apart.
        id = address.map { IncidentLog.uuid(log.id, $0) } ?? log.id
        let title = report.snapshot.report.title
        self.title = title.isEmpty ? "Herbarium" : Excerpt.cell(title, limit: 200)
        version = report.snapshot.producer.version
        self.address = address
        let entries = log.entries.flatMap { Self.entries(of: $0, in: report.notation) }
        self.entries = entries.sorted(by: Self.isNewer)
        updated = self.entries.first?.updated ?? report.snapshot.capturedAt
    }

    /// Lists what is remembered of several clusters, the newest; what two snapshots of one cluster remember, once.
    package init(_ board: OverviewBoard) {
        address = board.siteURL
        id = IncidentLog.uuid("overview", address ?? board.overview.title)
        title = Excerpt.cell(board.overview.title, limit: 200)
        version = board.version
        let all = board.digests.flatMap { digest in
            (digest.log?.entries ?? []).flatMap {
                Self.entries(of: $0, in: board.notation, cluster: digest.row.title)
            }
        }
        var known: Set<String> = []
        entries = Array(
            all.sorted(by: Self.isNewer).filter { known.insert($0.id).inserted }.prefix(Self.mostOfSeveral))
        updated = entries.first?.updated ?? board.asOf
    }

    private static let mostOfSeveral = 400

    private static func isNewer(_ one: Entry, than other: Entry) -> Bool {
        (one.updated, one.id) > (other.updated, other.id)
    }

    private static func entries(
        of incident: IncidentLog.Entry, in notation: Notation, cluster: String? = nil
    ) -> [Entry] {
        func entry(_ words: String, _ phrase: Phrase, _ kind: String, at time: Instant) -> Entry {
            let told = notation.words("\(words: words): \(phrase)")
            let text = (cluster.map { "\($0): " } ?? "") + told.withWholeTimes(of: notation)
            // Of clusters for strangers nothing but the title tells one from another.
            let incidentID = cluster.map { IncidentLog.uuid($0, incident.id) } ?? incident.id
            return Entry(
                id: IncidentLog.uuid(incidentID, kind), title: Excerpt.cell(text, limit: 160),
                text: Excerpt.full(text, limit: 4_000), updated: time, began: incident.began,
                severity: incident.severity.rawValue)
        }
        let beginning = entry(incident.severity.word, incident.beginning, "begins", at: incident.began)
        guard let ended = incident.ended else { return [beginning] }
        let words = incident.isToldOver ? "Over" : "Not seen any more"
        return [beginning, entry(words, incident.latest, "ends", at: max(ended, incident.began))]
    }
}

extension Phrase {
    /// As plain text, with times that name their day and zone: what stands in a feed is read on any day.
    fileprivate func withWholeTimes(of notation: Notation) -> String {
        Phrase(
            parts.map { part in
                if case .time(let time) = part { .words(notation.full(time)) } else { part }
            }
        ).text
    }
}
