import Celery
import History

/// A report on the history alone, as of its last moment; nothing is connected to.
struct OfflineReport {
    let history: HistoryShare
    let capture: CaptureOptions
    let secrets: SecretsOptions
    let presentation: PresentationOptions
    let context: Context
    let console: Console

    /// Makes the snapshot.
    ///
    /// - Throws: `CommandError.emptyHistory` where nothing is remembered, and what is wrong with the history.
    func snapshot() throws -> Snapshot {
        let rules = try presentation.ruleSet()
        console.stage.beginBreakable("reading the history")
        try capture.refuseFuture(now: context.now(), command: "herbarium report")
        let file = try history.file.open()
        guard let now = try file.lastMoment() else { throw CommandError.emptyHistory(path: file.path) }
        let span = try capture.span(now: now, isRemembered: true, command: "herbarium report")
        var privacy = secrets.privacy
        // A history that was only ever imported into belongs to no broker.
        let owner = try file.owner() ?? "unknown"
        var broker = BrokerIdentity(transport: String(owner.prefix { $0 != ":" }), url: owner, server: nil)
        privacy.clean(&broker)
        var builder = SnapshotBuilder(
            state: ClusterState(), evidence: Evidence(),
            rules: AssessmentRules(
                span: span, watched: [], now: now, offlineAfter: capture.offlineAfter.seconds,
                forgetOffline: capture.forgetOffline.seconds),
            broker: broker,
            sources: ["events", "inspect", "queues", "results"].map {
                SourceReport(
                    name: $0, status: .skipped, detail: "not asked: the report is on the history alone")
            },
            producer: Snapshot.Producer(
                version: context.version, host: secrets.isPublic ? nil : context.hostName),
            report: Snapshot.ReportRequest(
                title: presentation.title ?? (secrets.isPublic ? "Celery" : broker.url),
                timeZone: presentation.timeZone?.identifier ?? "UTC", note: try presentation.noteText(),
                isProtected: presentation.isProtected, checks: rules?.checks ?? [], known: rules?.known ?? []),
            taskLimit: capture.maxTasks)
        builder.waitTargets = capture.waitTargets
        let source = try history.fill(&builder, from: file)
        builder.sources.append(source)
        for index in builder.sources.indices { privacy.clean(&builder.sources[index]) }
        var snapshot = builder.snapshot()
        snapshot.changes = try file.changes(in: snapshot.coverage.span)
        privacy.clean(&snapshot)
        return snapshot
    }
}
