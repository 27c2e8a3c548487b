import Rules
package import Templating

/// A rule as pages list it: what has to be, what is, how much of it was seen, and what follows.
package struct RuleEntry: TemplateRecord {
    /// The measure, and of what.
    let subject: String
    /// The operator and the value.
    let bound: String
    /// What decides.
    let value: Sentence
    /// The part of the span that the value rests on.
    let coverage: Figure
    /// The verdict, in a word and a shape.
    let mark: StateMark

    /// What templates may name.
    package static let fields: [Field<RuleEntry>] = [
        .code("subject", "the measure, and of what", \.subject),
        .text("bound", "the operator and the value, such as <= 2%", \.bound),
        .record("value", "the value that decides, and of what it is", \.value),
        .record("coverage", "the part of the span that was watched, where the value rests on that", \.coverage),
        .record("mark", "pass, fail or unknown", \.mark),
    ]

    /// Shows what was said of a rule.
    init(_ judgement: Judgement, in notation: Notation) {
        subject = Excerpt.full(judgement.rule?.subject ?? judgement.text, limit: 1_000)
        bound = judgement.rule?.condition ?? Wording.unknown
        value = Sentence(judgement.phrase, in: notation)
        coverage = judgement.coverage.map { Figure(share: $0, of: 1) } ?? Figure(words: nil)
        mark =
            switch judgement.verdict {
            case .pass: StateMark("pass", .disc, "good")
            case .fail: StateMark("fail", .up, "bad")
            case .unknown: StateMark("unknown", .ring, "warn")
            }
    }
}
