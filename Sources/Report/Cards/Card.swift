import Celery
import Charts
import Rules
package import Templating

/// How a cluster does, as one picture: the gravest incident that lasts, or that all is well.
package struct Card: TemplateRecord {
    /// A line of the sentence.
    struct Line: TemplateRecord {
        let text: String
        let y: Int

        static let fields: [Field<Line>] = [
            .code("text", "the text", \.text), .number("y", "its base line, in pixels", \.y),
        ]
    }

    let title: String
    let mark: StateMark
    let sentence: String
    let lines: [Line]
    let foot: String

    private static let (width, margin, lineHeight, first) = (640, 24, 23, 112)
    private static let metrics = TextMetrics(fontSize: 16, advance: 0.58)
    private var lastY: Int { lines.last?.y ?? Self.first }
    /// The size of the picture, in pixels.
    var size: (width: Int, height: Int) { (Self.width, lastY + 56) }

    /// What templates may name.
    package static let fields: [Field<Card>] = [
        .code("title", "the report's title, in one line", \.title),
        .record("mark", "how it does, in a word and a shape", \.mark),
        .code("sentence", "what is told, whole", \.sentence),
        .list("lines", "the same in lines, as there is room for it", \.lines),
        .text("foot", "when it was captured, how much was seen, and what else there is", \.foot),
        .number("width", "the width of the picture", \.size.width),
        .number("height", "its height", \.size.height),
        .number("foot_y", "the base line of the foot") { $0.lastY + 36 },
    ]

    /// Shows a report.
    package init(_ report: Report) {
        let (mark, phrase, told) = report.standing
        let text = Card.capitalized(report.notation.words(phrase).inWords(of: report.notation))
        let room = Double(Self.width - 2 * Self.margin)
        title = TextLines.line(
            report.snapshot.report.title.isEmpty ? "Herbarium" : report.snapshot.report.title, toWidth: room,
            metrics: Self.metrics)
        self.mark = mark
        sentence = Excerpt.full(text, limit: 4_000)
        lines = TextLines.wrapped(text, toWidth: room, most: 4, metrics: Self.metrics).enumerated().map {
            Line(text: $1, y: Self.first + $0 * Self.lineHeight)
        }
        foot = report.footOfCard(without: told)
    }

    /// Only what begins with a plain letter gets a capital: names stay as they are, being in quotes.
    private static func capitalized(_ text: String) -> String {
        guard let first = text.utf8.first, (97...122).contains(first) else { return text }
        return String(UnicodeScalar(first - 32)) + text.dropFirst()
    }
}

extension Phrase {
    /// As plain text, with times in a notation.
    func inWords(of notation: Notation) -> String {
        Phrase(
            parts.map { part in
                if case .time(let time) = part { .words(notation.words(notation.short(time))) } else { part }
            }
        ).text
    }
}

extension Report {
    /// How the cluster does: what lasts, what a rule says, or that nothing is wrong, as far as anything was seen; and
    /// the place of the incident that this is.
    var standing: (mark: StateMark, sentence: Phrase, incident: Int?) {
        if let place = snapshot.incidents.firstIndex(where: { $0.until == nil }) {
            let incident = snapshot.incidents[place]
            return (incident.severity.mark, incident.sentence, place)
        }
        if let judgement = judgements.first(where: { $0.verdict == .fail }) {
            let rule: Phrase = "\(name: judgement.text) doesn't hold: "
            return (StateMark("A rule fails", .diamond, "warn"), rule + judgement.phrase, nil)
        }
        guard snapshot.tellsOfWorkers else {
            let reason: Phrase = "neither the workers nor the history told anything"
            return (StateMark("Not known", .ring, "idle"), reason, nil)
        }
        if let incident = snapshot.incidents.first {
            return (StateMark("Over", .disc, "good"), incident.sentence, 0)
        }
        if let finding = snapshot.findings.first(where: { $0.severity != .note }) {
            return (StateMark("No incident", .disc, "good"), finding.message, nil)
        }
        return (StateMark("All is well", .disc, "good"), "nothing that was looked at needs attention", nil)
    }

    /// `2026-11-22 08:00:00 UTC · 83 % watched · 2 more incidents ongoing · 3 of 5 rules hold`.
    fileprivate func footOfCard(without told: Int?) -> String {
        var words = [notation.full(snapshot.capturedAt)]
        if let share = snapshot.coverage.watchedShare { words.append("\(Wording.share(share, of: 1)) watched") }
        let lasting = snapshot.incidents.indices.count { $0 != told && snapshot.incidents[$0].until == nil }
        if lasting > 0 {
            words.append(Wording.count(lasting, "more incident") + " ongoing")
        }
        let holding = judgements.count { $0.verdict == .pass }
        if !judgements.isEmpty {
            words.append(
                "\(Wording.count(holding)) of \(Wording.count(judgements.count, "rule")) "
                    + (judgements.count == 1 ? "holds" : "hold"))
        }
        return words.joined(separator: " · ")
    }
}

extension Finding.Severity {
    /// The severity as a state.
    fileprivate var mark: StateMark {
        switch self {
        case .critical: StateMark(word, .up, "bad")
        case .warning: StateMark(word, .diamond, "warn")
        case .note: StateMark(word, .square, "idle")
        }
    }
}
