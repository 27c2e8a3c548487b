import Brokers
package import Celery
package import Configuration
package import History
import Logging

/// Keeps what a listener hears: in a history, in a file, or in both.
package struct EventKeeper {
    /// What was heard since the last line about it.
    private struct Minute {
        var events = 0
        var lost = 0
        var lag = 0.0
    }

    private var writer: HistoryWriter?
    private var recording: RecordingFile?
    private var privacy: Privacy
    private let mailbox: EventMailbox
    private let console: Console
    private let now: @Sendable () -> Instant
    private var minute = Minute()
    private var lastLine: Instant
    private var lastCommit: Instant
    /// What kept the last commits from being made, each said once; empty where the last was made.
    private var obstacles: [HistoryError] = []

    /// A line about what was heard comes every so many seconds, a commit every so many.
    private static let lineInterval = 60.0
    private static let commitInterval = 0.6

    package init(
        writer: HistoryWriter?, recording: RecordingFile?, privacy: Privacy, mailbox: EventMailbox,
        console: Console,
        now: @escaping @Sendable () -> Instant
    ) {
        self.writer = writer
        self.recording = recording
        self.privacy = privacy
        self.mailbox = mailbox
        self.console = console
        self.now = now
        lastLine = now()
        lastCommit = now()
    }

    /// Keeps what is in the mailbox, and commits when it is time.
    package mutating func tick(connections: Int) throws(CommandError) {
        let content = mailbox.take()
        try keep(content)
        minute.lost += content.lost
        let time = now()
        if time.since(lastCommit) >= Self.commitInterval { commit(at: time) }
        if time.since(lastLine) >= Self.lineInterval { say(at: time, connections: connections) }
    }

    /// Whether the history lacks something that was heard.
    package var isBehind: Bool { !obstacles.isEmpty }

    /// Appends to the file that is at its path now, which may have been moved away.
    package mutating func reopen() throws(CommandError) { try recording?.reopen() }

    /// Keeps the rest, or says how much of it is lost.
    package mutating func finish(connections: Int) throws(CommandError) {
        try keep(mailbox.take())
        commit(at: now())
        say(at: now(), connections: connections)
        if isBehind, let waiting = writer?.waitingEvents, waiting > 0 {
            let events = waiting == 1 ? "event is" : "events are"
            console.logger.error("\(waiting) \(events) lost, which waited for the history")
        }
    }

    private mutating func keep(_ content: EventMailbox.Content) throws(CommandError) {
        var events = content.events
        for index in events.indices { privacy.clean(&events[index]) }
        let lost = content.lost + (writer?.add(events) ?? 0)
        // Who lost events can't say that there were no others.
        if lost == 0 { for span in content.watched { writer?.addWatched(span) } }
        guard let first = events.first?.heard else { return }
        minute.events += events.count
        minute.lag = max(minute.lag, now().since(first))
        try recording?.write(events)
    }

    private mutating func commit(at time: Instant) {
        lastCommit = time
        do throws(HistoryError) {
            if let receipt = try writer?.commit() { minute.lost += receipt.lost }
            obstacles = []
        } catch {
            // It waits in memory for the next time; said once, since it may go on for hours.
            if !obstacles.contains(error) {
                console.logger.error("\(error)")
                obstacles.append(error)
            }
        }
    }

    private mutating func say(at time: Instant, connections: Int) {
        let seconds = max(time.since(lastLine), 1)
        let rate = Int((Double(minute.events) / seconds).rounded())
        let lag = Int((minute.lag * 1000).rounded())
        var line = "\(minute.events) events, \(rate) a second, "
        line += isBehind ? "\(writer?.waitingEvents ?? 0) of all wait for the history" : "kept within \(lag) ms"
        if connections > 1 { line += ", \(connections - 1) \(connections == 2 ? "reconnection" : "reconnections")" }
        if minute.lost > 0 { line += ", \(minute.lost) lost since the history did not keep up" }
        console.logger.notice("\(line)")
        minute = Minute()
        lastLine = time
    }
}
