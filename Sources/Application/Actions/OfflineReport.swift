package import Celery
package import Configuration
import History

/// A report on the history alone, as of its last moment; nothing is connected to.
package struct OfflineReport {
    package let history: HistoryShare
    package let capture: CaptureOptions
    package let secrets: SecretsOptions
    package let presentation: PresentationOptions
    package let context: Context
    package let console: Console

    /// Takes what it needs.
    package init(
        history: HistoryShare, capture: CaptureOptions, secrets: SecretsOptions, presentation: PresentationOptions,
        context: Context, console: Console
    ) {
        self.history = history
        self.capture = capture
        self.secrets = secrets
        self.presentation = presentation
        self.context = context
        self.console = console
    }

    /// Makes the snapshot.
    ///
    /// - Throws: `CommandError.emptyHistory` where nothing is remembered, and what is wrong with the history.
    package func snapshot() throws -> Snapshot {
        console.stage.beginBreakable("reading the history")
        try capture.refuseFuture(now: context.now(), command: "herbarium report")
        let file = try history.file.opened()
        guard let now = try file.lastMoment() else { throw CommandError.emptyHistory(path: file.path) }
        let span = try capture.span(now: now, isRemembered: true, command: "herbarium report")
        var privacy = secrets.privacy(groupedBy: capture.groupBy, history: history.file)
        let plan = try SnapshotPlan(
            presentation, capture: capture, secrets: secrets, privacy: privacy, context: context)
        // A history that was only ever imported into belongs to no broker.
        let owner = try file.owner() ?? "unknown"
        var broker = BrokerIdentity(transport: String(owner.prefix { $0 != ":" }), url: owner, server: nil)
        privacy.clean(&broker)
        var builder = plan.builder(
            titled: secrets.isPublic ? "Celery" : broker.url, of: broker,
            sources: .unasked("the report is on the history alone"), span: span, now: now)
        let source = try history.fill(&builder, from: file)
        builder.sources.append(source)
        for index in builder.sources.indices { privacy.clean(&builder.sources[index]) }
        var snapshot = builder.snapshot()
        try HistoryShare.addPast(to: &snapshot, from: file)
        privacy.clean(&snapshot)
        return snapshot
    }
}
