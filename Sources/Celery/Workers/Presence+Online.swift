extension Presence {
    /// When its worker was there, as its heartbeats tell: from one to the next of the same process, and to `end` where
    /// it still is.
    ///
    /// One that is heard without having said that it came up was there since somebody listened. Over a silence of more
    /// than `patience` seconds of listening nobody knows where it was, but for the time that an execution of its took.
    func online(
        watched: [TimeSpan], until end: Instant?, patience: Double = .infinity, executed: [TimeSpan] = []
    ) -> [TimeSpan] {
        let watched = watched.parts(in: TimeSpan(since: .distantPast, until: .distantFuture))
        let restarts = Set(turns.filter { $0.kind == .restart }.map(\.time))
        func isSeen(_ silence: TimeSpan) -> Bool {
            guard silence.length > patience else { return true }
            var rest = watched.parts(in: silence)
            for run in executed.parts(in: silence) { rest = rest.flatMap { $0.without(run) } }
            return rest.reduce(0) { $0 + $1.length } <= patience
        }
        var spans: [TimeSpan] = []
        var former: Heartbeat?
        for heartbeat in heartbeats {
            defer { former = heartbeat }
            let time = heartbeat.timestamp
            if let former, former.event.kind != .offline, !restarts.contains(time), let last = spans.indices.last {
                if isSeen(TimeSpan(since: spans[last].until, until: max(spans[last].until, time))) {
                    spans[last].until = max(spans[last].until, time)
                } else {
                    spans.append(TimeSpan(since: time, until: time))
                }
                continue
            }
            guard heartbeat.event.kind != .offline else { continue }
            let listening = watched.last { $0.since <= time }
            let since =
                heartbeat.event.kind == .online || listening.map { $0.until < time } != false
                ? time : listening?.since ?? time
            let begin = max(since, former?.timestamp ?? since)
            let isHeard = isSeen(TimeSpan(since: begin, until: max(begin, time)))
            spans.append(TimeSpan(since: isHeard ? begin : time, until: time))
        }
        if let end, let last = spans.indices.last, heartbeats.last?.event.kind != .offline {
            spans[last].until = max(spans[last].until, end)
        }
        return spans
    }
}

extension TimeSpan {
    /// What is left of it without another one.
    fileprivate func without(_ other: TimeSpan) -> [TimeSpan] {
        guard other.since < until, other.until > since else { return [self] }
        return [TimeSpan(since: since, until: other.since), TimeSpan(since: other.until, until: until)]
            .filter { $0.since < $0.until }
    }
}
