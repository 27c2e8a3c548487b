import Celery
import Configuration

/// What a command's options ask of a snapshot, whatever it is to rest on: a cluster, or the history alone.
struct SnapshotPlan {
    private let capture: CaptureOptions
    private let title: String?
    private let request: Snapshot.ReportRequest
    private let producer: Snapshot.Producer
    private let digest: KeyedDigest?

    /// Reads what the options name, the note and the rules, before anything else is done.
    ///
    /// - Throws: what reading them throws.
    init(
        _ presentation: PresentationOptions, capture: CaptureOptions, secrets: SecretsOptions, privacy: Privacy,
        context: Context
    ) throws(CommandError) {
        self.capture = capture
        title = presentation.title
        request = try presentation.request(titled: "")
        producer = Snapshot.Producer(version: context.version, host: secrets.isPublic ? nil : context.hostName)
        digest = privacy.mask?.digest
    }

    /// A builder of such a snapshot, before it was told what is known; it is titled so unless the options say.
    func builder(
        titled title: String, of broker: BrokerIdentity, sources: [SourceReport], span: TimeSpan, now: Instant
    ) -> SnapshotBuilder {
        var request = request
        request.title = self.title ?? title
        var builder = SnapshotBuilder(
            state: ClusterState(), evidence: Evidence(),
            rules: AssessmentRules(
                span: span, watched: [], now: now, offlineAfter: capture.offlineAfter.seconds,
                forgetOffline: capture.forgetOffline.seconds),
            broker: broker, sources: sources, producer: producer, report: request, taskLimit: capture.maxTasks)
        builder.waitTargets = capture.waitTargets
        builder.clocks = ZoneName.clocks
        (builder.groupBy, builder.groupDigest) = (capture.groupBy, digest)
        return builder
    }
}

extension PresentationOptions {
    /// What is asked of the pages of a snapshot that is called so unless the options say.
    ///
    /// - Throws: what reading the note and the rules throws.
    func request(titled title: String) throws(CommandError) -> Snapshot.ReportRequest {
        var request = Snapshot.ReportRequest(title: title, timeZone: "UTC")
        try apply(to: &request)
        return request
    }
}

extension [SourceReport] {
    /// All sources of a snapshot for which nobody was asked, and why.
    static func unasked(_ reason: Phrase) -> [SourceReport] {
        ["events", "inspect", "queues", "results"].map { name in
            SourceReport(name: name, status: .skipped, detail: "not asked: \(reason)")
        }
    }
}
