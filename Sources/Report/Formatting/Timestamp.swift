import Celery
package import Templating

/// A time as a page shows it: for people in the report's zone, for machines in UTC.
package struct Timestamp: TemplateRecord, Equatable {
    /// `08:00:00`, or `21 Nov 08:00:00`, for tables that say in which zone, and of which day.
    package let short: String
    /// What is shown; the longer forms are made when a template asks for them, since a site has millions of them.
    private let instant: Instant
    private let offset: Int
    private let abbreviation: String

    /// `2026-11-22 08:00:00 UTC`.
    var full: String { Notation.full(instant, offset: offset, abbreviation: abbreviation) }

    /// `2026-11-22T08:00:00.123Z`: HTML's `datetime` takes no more than three digits of a fraction.
    var iso: String { instant.iso8601(digits: 3) }

    /// What templates may name.
    package static let fields: [Field<Timestamp>] = [
        .text("short", "the time, and the day where it isn't that of the capture", \.short),
        .text("full", "date, time and zone", \.full),
        .text("iso", "the time in UTC for machines, with milliseconds", \.iso),
    ]

    /// Shows an instant in a notation.
    init(_ instant: Instant, in notation: Notation) {
        self.instant = instant
        offset = notation.zone.offset(at: instant)
        abbreviation = notation.zone.abbreviation(at: instant)
        short = notation.short(instant)
    }
}

extension Notation {
    /// A time as a page shows it; `nil` where it isn't known.
    func timestamp(_ instant: Instant?) -> Timestamp? {
        instant.map { Timestamp($0, in: self) }
    }
}
