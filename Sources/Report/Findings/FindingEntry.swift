import Celery
package import Templating

/// Something that needs attention, as a sentence with a link to the evidence.
package struct FindingEntry: TemplateRecord {
    /// `Critical`, `Warning` or `Note`.
    let severity: String
    /// `critical`, `warning` or `note`.
    let tone: String
    /// The sentence.
    let sentence: Sentence
    /// When it began, or will.
    let time: Timestamp?
    /// Whether that is still to come.
    let isToCome: Bool
    /// Where more is told.
    let href: String?
    /// What is found there.
    let place: String?
    /// Where the site is, for a link in Markdown: empty for beside the page, `nil` where nobody knows.
    var address: String?
    /// `Show the worker`, in the language of the pages.
    let show: String?

    /// What templates may name.
    package static let fields: [Field<FindingEntry>] = [
        .text("severity", "Critical, Warning or Note", \.severity),
        .text("tone", "the same in small letters", \.tone),
        .record("sentence", "what was found", \.sentence),
        .record("time", "when it began, or will", \.time),
        .truth("is_to_come", "whether that is still to come", \.isToCome),
        .text("href", "where more is told, below the site's root", \.href),
        .text("place", "what is found there, such as the worker", \.place),
        .text("show", "what a link to it says, such as Show the worker", \.show),
        .fragment("link", "where more is told, as a link", in: .markdown) { $0.link },
    ]
}

extension FindingEntry {
    /// Both are made of plain letters, digits and percent signs.
    private var link: Fragment? {
        guard let address, let href, let show else { return nil }
        return Fragment(markdown: "[\(show)](\(address)\(href))")
    }

    /// The same with links that lead there.
    func linked(at address: String?) -> FindingEntry {
        var entry = self
        entry.address = address
        return entry
    }
}

extension Report {
    /// A finding as pages tell it.
    func findingEntry(_ finding: Finding) -> FindingEntry {
        let evidence = places.evidence(for: finding)
        return FindingEntry(
            severity: finding.severity.word,
            tone: finding.severity.rawValue, sentence: Sentence(finding.message, in: notation),
            time: notation.timestamp(finding.time),
            isToCome: finding.time.map { $0 > snapshot.capturedAt } ?? false, href: evidence?.href,
            place: evidence?.noun, show: evidence.map { notation.words("Show \($0.noun)") })
    }
}
