extension Presence {
    /// When its worker was there, as its heartbeats tell: from one to the next of the same process, and to `end` where
    /// it still is.
    ///
    /// One that is heard without having said that it came up was there since somebody listened.
    func online(watched: [TimeSpan], until end: Instant?) -> [TimeSpan] {
        let restarts = Set(turns.filter { $0.kind == .restart }.map(\.time))
        var spans: [TimeSpan] = []
        var former: Heartbeat?
        for heartbeat in heartbeats {
            defer { former = heartbeat }
            let time = heartbeat.timestamp
            if let former, former.event.kind != .offline, !restarts.contains(time), let last = spans.indices.last {
                spans[last].until = max(spans[last].until, time)
                continue
            }
            guard heartbeat.event.kind != .offline else { continue }
            let listening = watched.last { $0.since <= time }
            let since =
                heartbeat.event.kind == .online || listening.map { $0.until < time } != false
                ? time : listening?.since ?? time
            spans.append(TimeSpan(since: max(since, former?.timestamp ?? since), until: time))
        }
        if let end, let last = spans.indices.last, heartbeats.last?.event.kind != .offline {
            spans[last].until = max(spans[last].until, end)
        }
        return spans
    }
}
