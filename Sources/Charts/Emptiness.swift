/// Why a chart has nothing to show.
package enum Emptiness: Equatable, Sendable, CustomStringConvertible {
    /// There is no series at all.
    case noSeries
    /// Nobody watched in the whole span.
    case notWatched
    /// There are series, but without a sample in the span.
    case noSamples
    /// There are samples in the span, and not one value is known.
    case nothingKnown
    /// Every value that is known is 0; `isWhole` where all are known.
    case alwaysZero(isWhole: Bool)
    /// All that is known is of one instant, which is no line: the values, and when.
    case oneInstant(String)
    /// Whoever made the chart knows better: a fragment of a sentence.
    case told(String)

    /// The reason as a sentence.
    package var description: String {
        switch self {
        case .noSeries, .notWatched, .noSamples, .nothingKnown, .told: "Nothing to show: \(reason)."
        case .alwaysZero(true): "0 throughout."
        case .alwaysZero(false): "0 wherever it is known."
        case .oneInstant(let values): "Known once: \(values)."
        }
    }

    /// The reason as a fragment of a sentence; of what is shown in words, nothing.
    private var reason: String {
        switch self {
        case .noSeries: "nothing of this kind was recorded"
        case .notWatched: "not watched in this window"
        case .noSamples: "nothing was recorded in this span"
        case .nothingKnown: "no value is known in this span"
        case .told(let reason): reason
        case .alwaysZero, .oneInstant: ""
        }
    }
}
