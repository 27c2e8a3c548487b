/// Why a text is no value of its option.
package enum ValueProblem: Equatable, Sendable {
    case empty, emptyItem
    case notADuration, negativeDuration, durationWithoutUnit, durationOutOfOrder, durationTooLong
    case unknownDurationUnit(String)
    case notATime
    case notATarget
    case notAGroupPath
    case notANumber
    case notAFactor
    case outOf(ClosedRange<Int>)
    case unknownZone(nearest: String?)
    case notOneOf([String], nearest: String? = nil)
    case notABoolean
    case badEscape
    case notAWebAddress
    case notText
    case notAFingerprint
}

extension ValueProblem: CustomStringConvertible {
    /// The end of a sentence that begins with the text.
    package var description: String {
        switch self {
        case .empty: "is empty"
        case .emptyItem: "has an empty item between its commas"
        case .notADuration: "isn't a duration, such as 5s, 500ms or 1h30m"
        case .negativeDuration: "is a negative duration; write it without the '-'"
        case .durationWithoutUnit: "isn't a duration: every number needs a unit (d, h, m, s or ms), such as 5s"
        case .durationOutOfOrder: "isn't a duration: units go from large to small, each once, such as 1h30m"
        case .durationTooLong: "is too long a duration; the longest is \(Span.limitInDays)d"
        case .unknownDurationUnit(let unit): "isn't a duration: no unit '\(unit)'; there are d, h, m, s and ms"
        case .notATarget: "isn't a queue and how long its messages may wait, such as mail=5m"
        case .notAGroupPath: "isn't an argument of tasks, such as kwargs.team_id or args.0"
        case .notATime: "isn't a time, such as 2h (ago) or 2026-11-22T08:00:00Z"
        case .notANumber: "isn't a whole number"
        case .notAFactor: "isn't a number of times above 0 and up to 100, such as 2 or 0.5"
        case .outOf(let bounds): Self.describe(bounds)
        case .unknownZone(let nearest): "isn't a time zone known here" + NearestName.hint(nearest)
        case .notOneOf(let names, let nearest):
            "isn't one of \(names.joined(separator: ", "))" + NearestName.hint(nearest)
        case .notABoolean: "is neither true nor false"
        case .badEscape: "has a '\\' that begins neither '\\xNN' nor '\\\\'"
        case .notAWebAddress: "isn't an address of the web, such as https://example.org/celery"
        case .notAFingerprint: "isn't a failure's fingerprint, which has 16 digits of 0–9 and a–f"
        case .notText: "isn't a plain value or a list of plain values"
        }
    }

    private static func describe(_ bounds: ClosedRange<Int>) -> String {
        bounds.upperBound == .max
            ? "is less than \(bounds.lowerBound)"
            : "isn't between \(bounds.lowerBound) and \(bounds.upperBound)"
    }
}
