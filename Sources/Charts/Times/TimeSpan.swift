/// A stretch of time, in microseconds since 1970 (UTC).
package struct TimeSpan: Equatable, Sendable {
    /// The first instant.
    package let since: Int64
    /// The last instant; never before `since`.
    package let until: Int64

    /// Takes the two ends in either order, and keeps them within 63,000 years of 1970, so that no sum overflows.
    package init(since: Int64, until: Int64) {
        let limit: Int64 = 2_000_000_000_000_000_000
        self.since = max(-limit, min(limit, since, until))
        self.until = min(limit, max(-limit, since, until))
    }

    /// How long it is, in microseconds.
    package var duration: Int64 { until - since }

    /// Whether an instant lies in it, its ends included.
    package func contains(_ time: Int64) -> Bool { since <= time && time <= until }

    /// The part that two spans share; nil when they share no time.
    package func intersection(_ other: TimeSpan) -> TimeSpan? {
        let (first, last) = (max(since, other.since), min(until, other.until))
        return first < last ? TimeSpan(since: first, until: last) : nil
    }

    /// What of this span lies in none of the others, in order.
    package func gaps(between others: [TimeSpan]) -> [TimeSpan] {
        var result: [TimeSpan] = []
        var reached = since
        for other in others.compactMap(intersection).sorted(by: { $0.since < $1.since }) {
            if other.since > reached { result.append(TimeSpan(since: reached, until: other.since)) }
            reached = max(reached, other.until)
        }
        if reached < until { result.append(TimeSpan(since: reached, until: until)) }
        return result
    }
}
