import Celery
package import Templating

/// A cluster as the index tells of it.
package struct ClusterEntry: TemplateRecord {
    /// The `id` of its section, and the name of its card.
    let name: String
    let row: ClusterRow
    /// Its place among the clusters, 1 first.
    let place: Int
    /// Whether it is told of in full.
    let hasSection: Bool
    /// Where its pages are, for whoever reads of it elsewhere.
    let address: String?
    /// Tells it from others of the same title.
    let apart: String?
    let mark: StateMark
    let age: String?
    let captured: Timestamp?
    let span: String?
    let incidents: [IncidentEntry]
    let further: String?
    let sentence: Sentence?
    let sum: SumBar?
    let card: Card?
    let groups: [NameGroup]

    /// So many incidents stand for themselves.
    private static let mostIncidents = 4

    /// What templates may name.
    package static let fields: [Field<ClusterEntry>] = [
        .number("place", "its place among the clusters, the worst being 1", \.place),
        .truth("has_section", "whether it is told of in full", \.hasSection),
        .text("name", "the id of its section, and the name of its card's file; unique", \.name),
        .code("title", "what it is called", \.row.title),
        .code("apart", "what tells it from others of the same title, where there are any", \.apart),
        .code("address", "where its pages are, from here, with a slash at the end, where that is known", \.row.address),
        .fragment("link", "the same, as a link in Markdown", in: .markdown) { $0.link },
        .record("mark", "how it stands, in a word and a shape", \.mark),
        .code("problem", "why nothing of it can be read", \.row.problem),
        .record("captured", "when its snapshot was captured; nothing where it can't be read", \.captured),
        .text("age", "how much older than the newest it is, where it is stale; or that its clock is ahead", \.age),
        .text("span", "what its counts are about, and how much of that was watched", \.span),
        .code("broker", "its broker's address", \.row.broker?.url),
        .code("server", "its broker's software and version", \.row.broker?.server),
        .list("incidents", "what happened, the gravest first, at most a few", \.incidents),
        .truth("has_incidents", "whether anything happened that is told") { !$0.incidents.isEmpty },
        .text("further", "how many more incidents last, and how many are over, in words", \.further),
        .record("sentence", "how it stands as a sentence, where no incident lasts", \.sentence),
        .record("sum", "the sum that closes", \.sum),
        .text("findings", "how many findings there are, by severity", \.findings),
        .text("workers", "how many workers there are, by status", \.workers),
        .text("queues", "how many queues there are, and what is in them", \.queues),
        .text("rules", "how many of its rules hold; nothing where it has none", \.rules),
        .record("critical", "how many critical incidents last") { $0.count(of: .critical) },
        .record("warnings", "how many warnings last") { $0.count(of: .warning) },
        .record("online", "how many of its workers are online, of all", \.online),
        .record("ready", "how many messages wait in its queues") { Figure(count: $0.row.queues?.ready) },
        .record("counts", "its attempts") { entry in entry.row.totals.map { CountRow($0.counts) } },
        .record("card", "how it does, as one picture", \.card),
        .list("names", "its names by kind", \.groups),
        .truth("has_names", "whether it has any") { !$0.groups.isEmpty },
        .text("names_text", "how many names it has, by kind", \.namesText),
    ]

    /// Tells of one of the ranked clusters; a list of names has so many rows at most.
    ///
    /// `isAlone` says whether no other has its title, `hasSection` whether there is room to tell of it in full.
    init(_ board: OverviewBoard, place: Int, isAlone: Bool, hasSection: Bool, rows: Int) {
        let (digest, notation) = (board.digests[place], board.notation)
        let row = digest.row
        (self.row, self.place, name, self.hasSection) = (row, place + 1, board.names[place], hasSection)
        apart = isAlone ? nil : (row.source ?? row.address).map { Excerpt.cell($0, limit: 200) }
        address = row.address.map(board.whole)
        let lasting = row.incidents.indices.filter { row.incidents[$0].until == nil }
        let shown = lasting.prefix(Self.mostIncidents)
        incidents = shown.map { place in
            let incident = row.incidents[place]
            return IncidentEntry(
                severity: incident.severity.word, tone: incident.severity.rawValue,
                sentence: Sentence(incident.sentence, in: notation), since: notation.timestamp(incident.since),
                until: nil,
                links: (place < digest.links.count ? digest.links[place] : []).map { link in
                    var link = link
                    link.address = row.address.map(board.whole)
                    return link
                })
        }
        further = Self.further(lasting.count - shown.count, over: row.incidents.count - lasting.count)
        let then: Phrase = row.isStale ? "when it was collected: " : ""
        sentence = incidents.isEmpty ? digest.sentence.map { Sentence(then + $0, in: notation) } : nil
        captured = notation.timestamp(row.capturedAt)
        age = row.capturedAt.flatMap { captured in
            if captured > board.asOf { return "by a clock that is ahead" }
            guard row.isStale else { return nil }
            return "\(Wording.duration(board.asOf.since(captured).rounded())) older than the newest"
        }
        mark = row.standing == .stale ? StateMark("Stale", .ring, "warn") : digest.mark
        let watched = row.watchedShare.map { "; \(Wording.share($0, of: 1)) of it watched" } ?? ""
        span = row.span.map { notation.stretch(from: $0.since, to: $0.until) + watched }
        sum = row.totals.map { SumBar($0, workers: row.workers?.all ?? 0) }
        card = digest.card
        groups = [
            ("Workers", digest.names.workers), ("Queues", digest.names.queues), ("Task types", digest.names.types),
        ].filter { !$0.1.isEmpty }.map { NameGroup($0.0, $0.1, rows: rows) }
        pages = notation.words("Its pages")
        namesText = Wording.list(
            [
                (digest.names.workers.count, "worker"), (digest.names.queues.count, "queue"),
                (digest.names.types.count, "task type"),
            ].filter { $0.0 > 0 }.map { Wording.count($0.0, $0.1) })
    }

    private let namesText: String
    /// `Its pages`, in the language of the index.
    private let pages: String

    private static func further(_ lasting: Int, over: Int) -> String? {
        var words: [String] = []
        if lasting > 0 {
            words.append("\(Wording.count(lasting, "more incident")) \(lasting == 1 ? "is" : "are") ongoing")
        }
        if over > 0 { words.append("\(Wording.count(over, "incident")) \(over == 1 ? "is" : "are") over") }
        return words.isEmpty ? nil : words.joined(separator: "; ")
    }

    private func count(of severity: Finding.Severity) -> Figure {
        let count = row.lasting(severity)
        // Where nothing told of the workers, that there is no incident isn't known.
        return Figure(count: row.problem == nil && (row.isKnown || count > 0) ? count : nil)
    }

    private var online: Figure {
        guard let workers = row.workers else { return Figure(words: nil) }
        return Figure(
            words: "\(Wording.count(workers.online)) of \(Wording.count(workers.all))", isZero: workers.all == 0,
            sort: String(workers.online))
    }

    private var findings: String? {
        guard let findings = row.findings else { return nil }
        return Self.list(
            [
                (findings.critical, "critical"), (findings.warning, findings.warning == 1 ? "warning" : "warnings"),
                (findings.note, findings.note == 1 ? "note" : "notes"),
            ]) ?? "none"
    }

    private var workers: String? {
        guard row.problem == nil else { return nil }
        guard let workers = row.workers else { return Wording.unknown }
        return Self.list(
            [
                (workers.online, "online"), (workers.stopping, "stopping"), (workers.offline, "offline"),
                (workers.unknown, "unknown"),
            ]) ?? "none"
    }

    private var queues: String? {
        guard row.problem == nil else { return nil }
        guard let queues = row.queues else { return Wording.unknown }
        guard queues.queues > 0 else { return "none" }
        let words = { (count: Int?) in count.map { Wording.count($0) } ?? Wording.unknown }
        return "\(Wording.count(queues.queues)); \(words(queues.ready)) ready, "
            + "\(words(queues.unacknowledged)) unacknowledged"
    }

    private var rules: String? {
        guard let rules = row.rules else { return nil }
        return Self.list(
            [
                (rules.fail, rules.fail == 1 ? "fails" : "fail"), (rules.pass, rules.pass == 1 ? "holds" : "hold"),
                (rules.unknown, "can't be judged"),
            ])
    }

    private static func list(_ counts: [(Int, String)]) -> String? {
        let told = counts.filter { $0.0 > 0 }.map { "\(Wording.count($0.0)) \($0.1)" }
        return told.isEmpty ? nil : told.joined(separator: ", ")
    }

    /// An address is percent-encoded, or was checked to be plain.
    private var link: Fragment? { address.map { Fragment(markdown: "[\(pages)](\($0)index.html)") } }
}
