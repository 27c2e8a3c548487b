/// Something that needs attention.
package struct Finding: Sendable, Equatable {
    /// How much.
    package enum Severity: String, CaseIterable, Sendable { case critical, warning, note }

    /// How much attention it needs.
    package var severity: Severity
    /// What kind of finding it is, in a word.
    package var code: Code
    /// Whom it is about: a worker, a queue, a task type or a source.
    package var subject: String
    /// The numbers and names in the sentence, for programs; `nil` where an older version wrote the file.
    package var facts: [String: Fact]?
    /// A sentence, with the numbers in it, and without the capital at its beginning.
    package var message: Phrase
    /// When it began, or will; the page shows it in its own zone.
    package var time: Instant?

    /// Makes a finding.
    package init(
        _ severity: Severity, _ code: Code, subject: String, facts: [String: Fact]? = [:], message: Phrase,
        time: Instant? = nil
    ) {
        self.severity = severity
        self.code = code
        self.subject = subject
        self.facts = facts
        self.message = message
        self.time = time
    }

    /// A value of what was found.
    package enum Fact: Sendable, Equatable {
        case count(Int)
        case number(Double)
        case text(String?)
        case truth(Bool)
    }
}
