extension Snapshot {
    /// Whether a source told at least a part of what it was asked.
    package func isTold(by source: String) -> Bool {
        sources.contains { $0.name == source && ($0.status == .ok || $0.status == .partial) }
    }

    /// Whether a source told all that it was asked.
    package func isWhollyTold(by source: String) -> Bool {
        sources.first { $0.name == source }?.status == .ok
    }

    /// Whether anything told of workers and what they do: their answers, their events, or what is remembered of a time
    /// that was watched.
    package var tellsOfWorkers: Bool {
        isTold(by: "inspect") || isTold(by: "events") || isTold(by: "history") && coverage.watchedSeconds > 0
    }

    /// Whether no worker that is there can have been missed: all were asked and answered, or were listened to for so
    /// long that each sent heartbeats.
    package var tellsOfAllWorkers: Bool {
        isWhollyTold(by: "inspect")
            || isWhollyTold(by: "events") && coverage.lastWatchedSeconds >= Self.heartbeats * WorkerRows.usualInterval
    }

    /// How many heartbeats a worker would have missed that is there and wasn't heard.
    private static let heartbeats = 3.0
}
