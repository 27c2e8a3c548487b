extension Snapshot.Coverage {
    /// For how many seconds of the span somebody of ours listened.
    package var watchedSeconds: Double {
        let inside = watched.map {
            TimeSpan(since: max($0.since, span.since), until: min($0.until, span.until))
        }
        var (sum, end) = (0.0, span.since)
        for part in inside.sorted(by: { $0.since < $1.since }) where part.until > end {
            sum += part.until.since(max(part.since, end))
            end = part.until
        }
        return sum
    }

    /// The part of the span in which somebody listened, from 0 to 1; `nil` where the span has no length.
    package var watchedShare: Double? { span.length > 0 ? watchedSeconds / span.length : nil }
}
