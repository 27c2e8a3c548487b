import Celery
package import Templating

/// The label at the head of each page: what was collected, when, where, by whom and how.
package struct PageHeader: TemplateRecord {
    /// When.
    let collected: Timestamp
    /// The broker's address.
    let origin: String
    /// The broker's software and version.
    let server: String?
    /// Our version, and on which host it ran.
    let collector: String
    /// The sources that answered in full.
    let sources: String
    /// Those that didn't, and why.
    let shortcomings: [SourceEntry]
    /// How many events the counts rest on.
    let events: String

    /// What templates may name.
    package static let fields: [Field<PageHeader>] = [
        .record("collected", "when the snapshot was captured", \.collected),
        .code("origin", "the broker's address, without a password", \.origin),
        .code("server", "the broker's software and version", \.server),
        .text("collector", "the version of herbarium, and the host that it ran on", \.collector),
        .text("sources", "the sources that answered in full", \.sources),
        .list("shortcomings", "the sources that failed or answered in part", \.shortcomings),
        .text("events", "how many events the counts rest on", \.events),
    ]

    init(_ snapshot: Snapshot, notation: Notation) {
        collected = Timestamp(snapshot.capturedAt, in: notation)
        origin = snapshot.broker.url
        server = snapshot.broker.server
        collector = "herbarium \(snapshot.producer.version)" + (snapshot.producer.host.map { " on \($0)" } ?? "")
        let complete = snapshot.sources.filter { $0.status == .ok }.map { SourceEntry($0).name }
        sources = complete.isEmpty ? "none in full" : Wording.list(complete)
        shortcomings = snapshot.sources.filter { $0.status == .failed || $0.status == .partial }.map {
            SourceEntry($0, in: notation)
        }
        events = Wording.count(snapshot.coverage.events, "event")
    }
}
