package import Celery

extension CaptureOptions {
    /// What is asked for.
    private var request: SpanRequest { SpanRequest(since: since, until: until) }

    /// The span to report on, as seen from `now`, which may be the last moment of a history.
    ///
    /// - Throws: `CommandError.usage` when it ends before it begins, or begins after that.
    package func span(now: Instant, isRemembered: Bool = false, command: String) throws(CommandError) -> TimeSpan {
        try request.span(now: now, isRemembered: isRemembered, command: command)
    }

    /// Refuses an end that lies ahead of our clock by more than the rest of the day.
    ///
    /// - Throws: `CommandError.usage`.
    package func refuseFuture(now: Instant, command: String) throws(CommandError) {
        try request.refuseFuture(now: now, command: command)
    }
}

/// Where a span is to begin and to end.
package struct SpanRequest {
    package let since: TimeReference
    package let until: TimeReference?

    /// Asks for a span.
    package init(since: TimeReference, until: TimeReference?) {
        self.since = since
        self.until = until
    }

    /// The span, as seen from `now`, which may be the last moment of a history.
    ///
    /// - Throws: `CommandError.usage` when it ends before it begins, or begins after that.
    package func span(now: Instant, isRemembered: Bool = false, command: String) throws(CommandError) -> TimeSpan {
        let begin = since.instant(from: now)
        let end = until?.instant(from: now) ?? now
        guard begin <= now else {
            throw .usage(
                isRemembered
                    ? "the history ends at \(now.iso8601), before '--since \(since)'"
                    : "'--since \(since)' is in the future; now is \(now.iso8601)", command: command)
        }
        if !isRemembered { try refuseFuture(now: now, command: command) }
        guard begin <= end else {
            throw .usage(
                "the span ends before it begins: '--until \(until.map { "\($0)" } ?? "now")' comes before '--since \(since)'",
                command: command)
        }
        return TimeSpan(since: begin, until: min(end, now))
    }

    /// Refuses an end that lies ahead of our clock by more than the rest of the day.
    ///
    /// - Throws: `CommandError.usage`.
    package func refuseFuture(now: Instant, command: String) throws(CommandError) {
        guard let until, until.instant(from: now) > now + 86_400 else { return }
        throw .usage("'--until \(until)' is in the future; now is \(now.iso8601)", command: command)
    }
}
