import Celery
package import Templating

/// A time as a page shows it: for people in the report's zone, for machines in UTC.
package struct Moment: TemplateRecord, Equatable {
    /// `08:00:00`, or `21 Nov 08:00:00`, for tables that say in which zone, and of which day.
    package let short: String
    /// `2026-11-22 08:00:00 UTC`.
    let full: String
    /// `2026-11-22T08:00:00.123Z`: HTML's `datetime` takes no more than three digits of a fraction.
    let iso: String

    /// What templates may name.
    package static let fields: [Field<Moment>] = [
        .text("short", "the time, and the day where it isn't that of the capture", \.short),
        .text("full", "date, time and zone", \.full),
        .text("iso", "the time in UTC for machines, with milliseconds", \.iso),
    ]

    /// Takes both forms for people, and makes the one for machines.
    init(short: String, full: String, at instant: Instant) {
        self.short = short
        self.full = full
        iso = instant.iso8601.dropLast("000Z".count) + "Z"
    }
}

extension Notation {
    /// A time as a page shows it; `nil` where it isn't known.
    func moment(_ instant: Instant?) -> Moment? {
        instant.map { Moment(short: short($0), full: full($0), at: $0) }
    }
}
