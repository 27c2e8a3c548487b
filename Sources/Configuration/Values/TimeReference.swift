package import Celery

/// A point in time as people name it: so long before now (`2h`, `7d`), or an ISO 8601 time (UTC where it has no zone).
package enum TimeReference: Hashable, Sendable {
    /// That long before now.
    case ago(Span)
    /// That time.
    case at(Instant)

    /// Reads either form.
    ///
    /// - Throws: `CommandError.badValue`.
    package init(parsing text: String) throws(CommandError) {
        if let instant = Instant(iso8601: text) {
            self = .at(instant)
            return
        }
        switch SpanScanner.milliseconds(of: text) {
        case .success(let milliseconds): self = .ago(Span(milliseconds: milliseconds))
        case .failure(let mistake):
            let looksLikeATime = [.notADuration, .durationWithoutUnit].contains(mistake.problem)
            throw .badValue(text, looksLikeATime ? .notATime : mistake.problem)
        }
    }

    /// The instant it names, seen from `now`.
    package func instant(from now: Instant) -> Instant {
        switch self {
        case .ago(let span): now - span.seconds
        case .at(let instant): instant
        }
    }
}

extension TimeReference: CustomStringConvertible {
    /// The moment as its parser reads it.
    package var description: String {
        switch self {
        case .ago(let span): span.description
        case .at(let instant): instant.iso8601
        }
    }
}
