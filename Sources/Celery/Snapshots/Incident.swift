/// Findings of one cause, told as one: what happened, since when, what came of it, and whether it goes on.
package struct Incident: Sendable, Equatable {
    /// When it began; `nil` where that isn't known.
    package var since: Instant?
    /// When it ended; `nil` while it lasts.
    package var until: Instant?
    /// How much attention it needs: that of its gravest finding.
    package var severity: Finding.Severity
    /// Whom it is about: a worker, a queue or a task type.
    package var subject: String
    /// A sentence, with the numbers in it, and without the capital at its beginning.
    package var sentence: Phrase
    /// Its findings, as places in the snapshot's list.
    package var findings: [Int]

    /// Tells of an incident.
    package init(
        since: Instant? = nil, until: Instant? = nil, severity: Finding.Severity, subject: String, sentence: Phrase,
        findings: [Int]
    ) {
        self.since = since
        self.until = until
        self.severity = severity
        self.subject = subject
        self.sentence = sentence
        self.findings = findings
    }
}
