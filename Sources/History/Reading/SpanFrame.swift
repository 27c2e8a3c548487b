import Celery

/// A span, and the whole minutes (or hours, or days) in it that counts were kept of.
///
/// What lies before and after these is counted task by task, so that a span begins and ends exactly where it is asked
/// to. Where tasks aren't kept any more, or counts only by day, it is widened to where counts begin and end.
struct SpanFrame {
    /// The span.
    private(set) var span: TimeSpan
    /// Up to when, by the workers' clocks, what they did belongs to it; `distantFuture` where it ends now.
    let horizon: Instant
    /// The minutes that counts are read of.
    let minutes: Range<Int>
    /// The parts before and after them.
    private(set) var edges: [TimeSpan] = []

    init(_ request: HistoryRequest, newest: Instant, purged: Instant?, watched: [TimeSpan]) {
        let asked = request.span
        let isPast = asked.until < request.now
        let (first, since) = Self.beginning(asked.since, newest: newest, purged: purged, watched: watched.first?.since)
        span = TimeSpan(since: since, until: asked.until)
        var last = Int.max
        if isPast {
            let (end, until) = Self.end(asked.until, newest: newest, purged: purged)
            (last, span.until) = (end, min(until, request.now))
        } else {
            let seen = min(asked.until, watched.last?.until ?? asked.until)
            last = seen.minute - 1
        }
        horizon = isPast ? span.until : .distantFuture
        minutes = first..<max(first, last)
        if minutes.isEmpty {
            edges = [TimeSpan(since: span.since, until: horizon)]
        } else {
            let (begin, end) = (Instant(minute: minutes.lowerBound), Instant(minute: minutes.upperBound))
            if begin > span.since { edges.append(TimeSpan(since: span.since, until: begin.before)) }
            if end <= horizon { edges.append(TimeSpan(since: end, until: horizon)) }
        }
    }

    /// The first whole minute, and where the span begins.
    private static func beginning(
        _ since: Instant, newest: Instant, purged: Instant?, watched: Instant?
    ) -> (Int, Instant) {
        let level = Level.finest(of: since, newest: newest)
        let start = level.start(of: since.minute)
        if level == .day || since < purged ?? .distantPast { return (start, Instant(minute: start)) }
        // Workers tell of their counters soon after somebody begins to listen: these readings are to lie in an edge.
        let seen = max(since, watched ?? since)
        let next = level.start(of: seen.minute) + level.minutes
        return (level == .minute ? next + 1 : next, since)
    }

    /// The end of the whole minutes, and where the span ends.
    private static func end(_ until: Instant, newest: Instant, purged: Instant?) -> (Int, Instant) {
        let level = Level.finest(of: until, newest: newest)
        let start = level.start(of: until.minute)
        guard level == .day || until < purged ?? .distantPast else { return (start, until) }
        return (start + level.minutes, Instant(minute: start + level.minutes).before)
    }

    /// The part that is counted by whole minutes; `nil` where there is none.
    var whole: TimeSpan? {
        guard !minutes.isEmpty else { return nil }
        return TimeSpan(
            since: Instant(minute: minutes.lowerBound), until: Instant(minute: minutes.upperBound).before)
    }
}

extension Instant {
    /// The last instant before.
    fileprivate var before: Instant { Instant(microseconds: microseconds - 1) }
}
