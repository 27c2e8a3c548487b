import Celery
package import Templating

/// What happened, as a sentence, with links to what shows it.
package struct IncidentEntry: TemplateRecord {
    /// `Critical`, `Warning` or `Note`.
    let severity: String
    /// `critical`, `warning` or `note`.
    let tone: String
    /// The sentence.
    let sentence: Sentence
    /// When it began.
    let since: Timestamp?
    /// When it ended.
    let until: Timestamp?
    /// Where more is told.
    let links: [EvidenceLink]

    /// What templates may name.
    package static let fields: [Field<IncidentEntry>] = [
        .text("severity", "Critical, Warning or Note", \.severity),
        .text("tone", "the same in small letters", \.tone),
        .record("sentence", "what happened, what came of it, and whether it goes on", \.sentence),
        .record("since", "when it began", \.since),
        .record("until", "when it ended; nothing while it lasts", \.until),
        .list("links", "where more is told", \.links),
    ]
}

/// A place that shows what a sentence tells.
package struct EvidenceLink: TemplateRecord {
    /// Below the site's root.
    let href: String
    /// What is found there, such as `the worker`.
    let place: String
    /// Where the site is, for a link in Markdown: empty for beside the page, `nil` where nobody knows.
    var address: String?
    /// `Show the worker`, in the language of the pages.
    let show: String

    /// What templates may name.
    package static let fields: [Field<EvidenceLink>] = [
        .text("href", "where it is, below the site's root", \.href),
        .text("place", "what is found there, such as the worker", \.place),
        .text("show", "what a link to it says, such as Show the worker", \.show),
        .fragment("link", "the link", in: .markdown) { $0.link },
    ]

    /// The link for Markdown; both are made of plain letters, digits and percent signs.
    var link: Fragment? { address.map { Fragment(markdown: "[\(show)](\($0)\(href))") } }
}

/// What needs attention: what happened, and then what else was found.
package struct Attention: TemplateRecord {
    /// The incidents, the gravest first.
    let incidents: [IncidentEntry]
    /// The findings that no incident has.
    let findings: [FindingEntry]
    /// The incidents that are folded up, and the findings.
    let foldedIncidents: [IncidentEntry]
    let folded: [FindingEntry]

    /// So many of each stand for themselves.
    private static let most = 12

    /// What templates may name.
    package static let fields: [Field<Attention>] = [
        .list("incidents", "what happened, the gravest first", \.incidents),
        .list("findings", "what else was found, the most severe first", \.findings),
        .list("folded_incidents", "what happened beyond those, to be folded up", \.foldedIncidents),
        .list("folded", "what was found beyond those, to be folded up", \.folded),
        .text("folded_text", "how many these are, in words", \.foldedText),
        .truth("has_any", "whether there is anything") { !$0.incidents.isEmpty || !$0.findings.isEmpty },
        .truth("has_folded", "whether there is anything to fold up") { $0.foldedText != nil },
    ]

    /// Takes so many of each from a report; links lead to `address`, or, where it isn't told, to the files beside the
    /// page.
    init(_ report: Report, rows: Int, address: String?, omissions: inout Omissions) {
        let snapshot = report.snapshot
        let happened = omissions.first(rows, of: snapshot.incidents, "incident").map {
            report.incidentEntry($0, linkedAt: address)
        }
        incidents = Array(happened.prefix(Self.most))
        foldedIncidents = Array(happened.dropFirst(Self.most))
        let told = Set(snapshot.incidents.flatMap(\.findings))
        let others = snapshot.findings.indices.filter { !told.contains($0) }.map { snapshot.findings[$0] }
        let entries = omissions.first(rows, of: others, "finding").map { report.findingEntry($0).linked(at: address) }
        findings = Array(entries.prefix(Self.most))
        folded = Array(entries.dropFirst(Self.most))
    }

    private var foldedText: String? {
        let counts = [
            foldedIncidents.isEmpty ? nil : Wording.count(foldedIncidents.count, "further incident"),
            folded.isEmpty ? nil : Wording.count(folded.count, "further finding"),
        ]
        let told = counts.compactMap { $0 }
        return told.isEmpty ? nil : Wording.list(told)
    }
}

extension Report {
    private func evidenceLink(_ href: String, to place: String, at address: String?) -> EvidenceLink {
        EvidenceLink(href: href, place: place, address: address, show: notation.words("Show \(place)"))
    }

    /// An incident as pages tell it, with each place that its findings lead to once.
    func incidentEntry(_ incident: Incident, linkedAt address: String?) -> IncidentEntry {
        var links: [EvidenceLink] = []
        for place in incident.findings where snapshot.findings.indices.contains(place) {
            guard let evidence = places.evidence(for: snapshot.findings[place]),
                !links.contains(where: { $0.href == evidence.href })
            else { continue }
            links.append(evidenceLink(evidence.href, to: evidence.noun, at: address))
        }
        var shown = Array(links.prefix(4))
        if let place = timeline.place(of: incident) {
            shown.append(evidenceLink(place, to: "the time", at: address))
        }
        return IncidentEntry(
            severity: incident.severity.word, tone: incident.severity.rawValue,
            sentence: Sentence(incident.sentence, in: notation), since: notation.timestamp(incident.since),
            until: notation.timestamp(incident.until), links: shown)
    }

    /// `2 critical, 1 warning`: how many incidents last, by severity; `nil` where none does.
    var alarm: String? {
        let open = snapshot.incidents.filter { $0.until == nil }
        let counts = [Finding.Severity.critical, .warning].compactMap { severity in
            let count = open.count { $0.severity == severity }
            return count == 0 ? nil : severity == .critical ? "\(count) critical" : Wording.count(count, "warning")
        }
        return counts.isEmpty ? nil : counts.joined(separator: ", ")
    }
}

extension Finding.Severity {
    /// `Critical`, `Warning` or `Note`.
    var word: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
