import Celery
package import History

/// What a history holds, in lines for a terminal or a script: `tasks: 1204 (3 failed, 2 not ended)`.
package struct HistoryAccount {
    package let path: String
    package let info: HistoryInfo

    /// Tells of a history what is known of it.
    package init(path: String, info: HistoryInfo) {
        self.path = path
        self.info = info
    }

    /// One line for each thing, its name first.
    package var lines: [String] {
        [
            ("file", path), ("size", size),
            ("version", "\(info.version)"), ("broker", info.owner ?? "none yet"),
            ("newest event", Self.time(info.newest)),
            ("tasks", "\(info.tasks) (\(info.failed) failed, \(info.open) not ended)"),
            ("oldest task", Self.time(info.oldestTask)), ("counts since", Self.time(info.countedSince)),
            ("workers", "\(info.workers)"), ("queue readings", "\(info.readings)"), ("watched", watched),
        ].map { "\($0): \($1)" }
    }

    private var size: String {
        "\(info.size) bytes, " + (info.free.map { "\($0) of them free" } ?? "of all clusters in the database")
    }

    private var watched: String {
        guard let since = info.watchedSince else { return "never" }
        let seconds = Int(info.watchedSeconds.rounded())
        return
            "\(seconds) s in \(info.watchedSpans) \(info.watchedSpans == 1 ? "span" : "spans") since \(since.iso8601)"
    }

    private static func time(_ time: Instant?) -> String { time?.iso8601 ?? "none" }
}
