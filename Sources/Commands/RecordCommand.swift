package import Application
package import ArgumentParser
import Brokers
import Celery
package import Configuration
import History
import Logging

/// `herbarium record`: keeps listening.
package struct RecordCommand: HerbariumCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Listens to the event stream until stopped, and keeps it in the history.",
        discussion: """
            With --to FILE the events are also appended to that file as NDJSON, which 'herbarium import' reads; with \
            --no-history only to it. SIGHUP makes it open that file anew, for logrotate. An interruption ends it \
            cleanly, with 0.
            """)

    /// The options that it takes.
    package static let options =
        [OptionEntry(OptionTable.to), OptionEntry(OptionTable.noHistory)] + OptionTable.history
        + OptionTable.connection
        + OptionTable.secrets + OptionTable.general

    @Option(OptionTable.to) package var to: String?
    @Flag(OptionTable.noHistory) package var noHistory: Bool
    @OptionGroup(title: "History") package var history: HistoryOptions
    @OptionGroup(title: "Broker") package var connection: ConnectionOptions
    @OptionGroup(title: "Secrets") package var secrets: SecretsOptions
    @OptionGroup(title: "General") package var general: GeneralOptions

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Refuses to keep nothing.
    package func validate() throws {
        if noHistory && to == nil {
            throw ValidationError("'--no-history' leaves nothing to keep the events in; give '--to FILE'")
        }
    }

    /// What was heard until the end is still kept.
    package var grace: Duration { .seconds(30) }

    /// Whoever turns the file over, as logrotate does, says so by SIGHUP.
    package var reopensAtHangup: Bool { to != nil && to != "-" }

    /// Keeps events until it is told to end.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        let brokers = try connection.brokerURLs()
        if let mute = brokers.first(where: { !$0.features.contains(.events) }) {
            throw CommandError.nothingToRecord(at: mute.description)
        }
        let file = HistoryFile(options: history, connection: connection, context: context)
        // The server of a database may start after this.
        let writer = noHistory ? nil : file.writer(to: try file.open(waits: true))
        let privacy = Privacy(
            names: secrets.redactedNames, omitted: secrets.omittedColumns, isPublic: secrets.isPublic)
        let mailbox = EventMailbox(now: context.now)
        let connections = ConnectionCount()
        var keeper = EventKeeper(
            writer: writer, recording: try to.map { try RecordingFile(path: $0, context: context) },
            privacy: privacy,
            mailbox: mailbox, console: console, now: context.now)
        let options = try connection.brokerOptions()
        let listener = Listener(
            brokers: brokers.map { $0.broker(options) }, mailbox: mailbox, connections: connections,
            logger: console.logger)
        async let listening: Void = listener.run()
        var hangups = context.hangups.count
        while !Task.isCancelled {
            if context.hangups.count != hangups {
                hangups = context.hangups.count
                try keeper.reopen()
                console.logger.notice("opened '\(to ?? "")' anew")
            }
            try keeper.tick(connections: connections.count)
            // Ends early only by being cancelled, which the loop sees.
            try? await Task.sleep(for: .milliseconds(200))
        }
        await listening
        try keeper.finish(connections: connections.count)
        return keeper.isBehind ? .failed : .done
    }
}
