/// A length of time as people write it: `5s`, `500ms`, `1h30m`, `7d`; whole milliseconds, never negative.
package struct Span: Hashable, Comparable, Sendable {
    /// Its length in milliseconds.
    package let milliseconds: Int64

    /// Its length in seconds.
    package var seconds: Double { Double(milliseconds) / 1000 }

    /// The same for clocks and sleeps.
    package var duration: Duration { .milliseconds(milliseconds) }

    /// No span is longer than this many days, so that times reckoned from now stay within the calendar.
    static let limitInDays: Int64 = 36_500

    /// Reads numbers with units, from the largest unit to the smallest: `1d12h`, `2m`, `0s`.
    ///
    /// - Throws: `CommandError.badValue`, which says what is amiss.
    package init(parsing text: String) throws(CommandError) {
        switch SpanScanner.milliseconds(of: text) {
        case .success(let milliseconds): self.milliseconds = milliseconds
        case .failure(let mistake): throw .badValue(text, mistake.problem)
        }
    }

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static func milliseconds(_ count: Int64) -> Span { Span(milliseconds: count) }
    package static func seconds(_ count: Int64) -> Span { Span(milliseconds: count * 1000) }
    package static func minutes(_ count: Int64) -> Span { .seconds(count * 60) }
    package static func hours(_ count: Int64) -> Span { .minutes(count * 60) }
    static func days(_ count: Int64) -> Span { .hours(count * 24) }

    package static func < (lhs: Span, rhs: Span) -> Bool { lhs.milliseconds < rhs.milliseconds }
}

extension Span: CustomStringConvertible {
    /// The span as its parser reads it, in the largest units that fit: `1h30m`; a day is written as `24h`.
    package var description: String {
        var rest = milliseconds
        var text = ""
        for (unit, length) in SpanScanner.units where rest >= length && !(unit == "d" && milliseconds == length) {
            text += "\(rest / length)\(unit)"
            rest %= length
        }
        return text.isEmpty ? "0s" : text
    }
}
