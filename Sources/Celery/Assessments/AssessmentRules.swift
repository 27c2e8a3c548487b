/// By which a cluster is judged.
package struct AssessmentRules: Sendable, Equatable {
    /// The span that the counts are about.
    package var span: TimeSpan
    /// The parts of time in which somebody of ours listened, oldest first.
    package var watched: [TimeSpan]
    /// When the report speaks, by our clock: the end of what was heard.
    package var now: Instant
    /// Seconds of silence after which a worker counts as gone.
    package var offlineAfter: Double
    /// Seconds after which the rows of workers that are gone are folded into one.
    package var forgetOffline: Double

    /// Sets the rules.
    package init(
        span: TimeSpan, watched: [TimeSpan], now: Instant, offlineAfter: Double = 300, forgetOffline: Double = 86_400
    ) {
        self.span = span
        self.watched = watched
        self.now = now
        self.offlineAfter = offlineAfter
        self.forgetOffline = forgetOffline
    }

    /// Up to when, by the workers' clocks, what they did belongs to the span.
    ///
    /// All that is known does where the span ends now, since a worker's clock may be ahead of ours.
    var horizon: Instant { span.until < now ? span.until : .distantFuture }

    /// The moment that the report tells of: now, or the end of a span that is past.
    package var moment: Instant { min(now, span.until) }

    /// Whether nobody listened at some time between then and now.
    func isGap(after instant: Instant) -> Bool {
        var covered = instant
        for span in watched where span.until > covered {
            if span.since > covered { return true }
            covered = span.until
        }
        return watched.isEmpty
    }
}
