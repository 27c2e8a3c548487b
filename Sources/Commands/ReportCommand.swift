package import Application
package import ArgumentParser
import Brokers
import Celery
package import Configuration

/// `herbarium report`: captures, renders and publishes.
package struct ReportCommand: HerbariumCommand {
    /// What the help says of it.
    package static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Captures the cluster, renders the pages and publishes them.")

    /// The options that it takes.
    package static let options =
        [OptionEntry(OptionTable.offline), OptionEntry(OptionTable.eventQueue)] + OptionTable.connection
        + OptionTable.capture + OptionTable.history
        + OptionTable.secrets + OptionTable.presentation
        + OptionTable.publishing + OptionTable.general

    @OptionGroup(title: "Broker") package var connection: ConnectionOptions
    @OptionGroup(title: "Capture") package var capture: CaptureOptions
    @OptionGroup(title: "History") package var history: HistoryOptions
    @Flag(OptionTable.offline) package var offline: Bool
    @Option(OptionTable.eventQueue) package var eventQueue: String?
    @OptionGroup(title: "Secrets") package var secrets: SecretsOptions
    @OptionGroup(title: "Pages") package var presentation: PresentationOptions
    @OptionGroup(title: "Site") package var publishing: PublishingOptions
    @OptionGroup(title: "General") package var general: GeneralOptions

    /// What the broker holds of ours, and the lock beside the site, are taken away first, however slow either is.
    package var grace: Duration { .seconds(10) }

    /// The parser makes it empty, and then sets what was given.
    package init() {}

    /// Refuses what can't be done together.
    package func validate() throws {
        if offline && capture.noHistory {
            throw ValidationError("'--offline' reports on the history, and '--no-history' uses none; give one of them")
        }
        try capture.refuseOmitted(secrets)
        if eventQueue != nil && (offline || capture.noHistory || capture.passive) {
            throw ValidationError(
                "'--event-queue' takes events into the history, and leaves no room for '--offline', '--no-history' or "
                    + "'--passive'")
        }
    }

    /// By when it has to end.
    package var limit: Span? { capture.deadline }

    /// Whether there is a history for the report to rest on: of a dump alone there is none.
    private var remembers: Bool {
        get throws(CommandError) {
            if history.history != nil { return true }
            return try !connection.isDump
        }
    }

    /// Captures, renders and publishes; ends with 2 where a source failed.
    package func run(in context: Context, console: Console) async throws -> RunStatus {
        let file = HistoryFile(options: history, connection: connection, context: context)
        let share = capture.noHistory ? nil : HistoryShare(file: file)
        // What is wrong with the options is said before another run could be in the way.
        if offline { _ = try file.path() } else { _ = try connection.brokerURLs() }
        let site = try SiteMaker(publishing, console: console, remembers: share != nil)
        if offline, let share {
            let report = OfflineReport(
                history: share, capture: capture, secrets: secrets, presentation: presentation, context: context,
                console: console)
            let snapshot = try report.snapshot()
            try await site.publish(snapshot, besides: earlier(than: snapshot, in: share))
            return site.status(of: snapshot)
        }
        let outcome = try await ClusterCapture(
            command: "herbarium report", connection: connection, capture: capture, secrets: secrets,
            presentation: presentation, history: try remembers ? share : nil, tap: eventQueue.map(EventTap.init),
            context: context,
            console: console
        ).run()
        try await site.publish(outcome.snapshot, besides: earlier(than: outcome.snapshot, in: share))
        return site.status(of: outcome.snapshot, isIncomplete: outcome.isIncomplete)
    }

    /// What the history knows of the same span so long before; for strangers only what they may read.
    private func earlier(than snapshot: Snapshot, in history: HistoryShare?) -> ((Span) throws -> Snapshot)? {
        history.map { history in
            { ago in
                var privacy = secrets.privacy
                var past = try EarlierSpan(history: history, ago: ago, taskLimit: capture.maxTasks)
                    .snapshot(before: snapshot)
                privacy.clean(&past)
                return past
            }
        }
    }
}
