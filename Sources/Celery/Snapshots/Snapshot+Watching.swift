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

    /// For how many seconds of the span, up to when last was listened, that was without a break.
    package var lastWatchedSeconds: Double {
        let parts = watched.map { TimeSpan(since: max($0.since, span.since), until: min($0.until, span.until)) }
            .filter { $0.since < $0.until }.sorted { $0.until > $1.until }
        guard let last = parts.first else { return 0 }
        let since = parts.reduce(last.since) { since, part in part.until >= since ? min(since, part.since) : since }
        return last.until.since(since)
    }

    /// The part of the span in which somebody listened, from 0 to 1; `nil` where the span has no length.
    package var watchedShare: Double? { span.length > 0 ? watchedSeconds / span.length : nil }
}
