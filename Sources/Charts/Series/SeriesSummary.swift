/// What a series amounts to in a span.
package struct SeriesSummary: Equatable, Sendable {
    /// The least known value; nil when none is known, as the others.
    package private(set) var least: Double?
    /// The largest known value.
    package private(set) var most: Double?
    /// The last known value.
    package private(set) var last: Double?
    /// How often known samples are followed by some that are not, and then by known ones again.
    package private(set) var gaps = 0
    /// How many samples are known.
    package private(set) var known = 0

    /// Goes through the samples of a span once.
    ///
    /// Samples further apart than `longestJoin`, in microseconds, have a gap between them.
    package init(_ series: Series, span: TimeSpan, longestJoin: Int64? = nil) {
        var isBroken = false
        var before: Int64?
        for point in series.points(in: span) {
            guard let value = point.known else {
                isBroken = true
                continue
            }
            if let before, isBroken || longestJoin.map({ point.time - before > $0 }) ?? false { gaps += 1 }
            (isBroken, before) = (false, point.time)
            add(value)
        }
    }

    private mutating func add(_ value: Double) {
        least = min(least ?? value, value)
        most = max(most ?? value, value)
        last = value
        known += 1
    }
}
