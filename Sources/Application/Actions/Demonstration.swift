import Brokers
import CRecording
package import Celery
package import Configuration
import Decoding

/// The recorded cluster that is inside the program.
package struct Demonstration {
    package let presentation: PresentationOptions
    package let context: Context

    /// Takes what it needs.
    package init(presentation: PresentationOptions, context: Context) {
        self.presentation = presentation
        self.context = context
    }

    /// The recording's own silence is shorter than what counts as silence otherwise.
    private static let offlineAfter = 120.0

    /// Makes of it what `report` would have made of the cluster.
    package func snapshot() throws -> Snapshot {
        let request = try presentation.request(titled: "shop, a recorded cluster")
        let packed = UnsafeRawBufferPointer(start: herbarium_recording(), count: herbarium_recording_size())
        let recording = try RecordingDecoder.decode(Gunzip.inflate(packed))
        var privacy = Privacy()
        var state = ClusterState()
        for var event in recording.events {
            privacy.clean(&event)
            state.apply(event)
        }
        var evidence = recording.evidence
        privacy.clean(&evidence)
        let span = TimeSpan(since: recording.watched.first?.since ?? recording.end, until: recording.end)
        return SnapshotBuilder(
            state: state, evidence: evidence,
            rules: AssessmentRules(
                span: span, watched: recording.watched, now: recording.end, offlineAfter: Self.offlineAfter),
            broker: BrokerIdentity(
                transport: recording.identity.transport, url: recording.identity.url,
                server: recording.identity.server),
            sources: sources(of: recording),
            producer: Snapshot.Producer(version: context.version, host: "the recording of a cluster"),
            report: request,
            redactions: privacy.redactions
        ).snapshot()
    }

    private func sources(of recording: Recording) -> [SourceReport] {
        let seconds = Int(recording.watched.reduce(0) { $0 + $1.length })
        let inspection = recording.evidence.inspection
        let answered = inspection?.workers.values.count(where: \.isAlive) ?? 0
        return [
            SourceReport(
                name: "events", status: .ok, detail: "\(recording.events.count) events in \(seconds) s, recorded"),
            SourceReport(
                name: "inspect", status: .ok,
                detail: "\(answered) of \(inspection?.expected ?? answered) workers answered"),
            SourceReport(
                name: "queues", status: .ok, detail: "\(recording.evidence.queues.last?.queues.count ?? 0) queues"),
            SourceReport(
                name: "results", status: .ok, detail: "\(recording.evidence.results.count) results read"),
        ]
    }
}
