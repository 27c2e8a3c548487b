import Celery
package import Templating

/// A source that was asked, and how it went.
package struct SourceEntry: TemplateRecord {
    /// What it is called on a page.
    let name: String
    /// How it went, in a word and a shape.
    let mark: StateMark
    /// In words: what came, or what failed and why.
    let detail: Sentence
    /// How long it took.
    let duration: Figure

    /// What templates may name.
    package static let fields: [Field<SourceEntry>] = [
        .text("name", "what was asked, such as events or inspection", \.name),
        .record("mark", "how it went", \.mark),
        .record("detail", "what came, or what failed and why", \.detail),
        .record("duration", "how long it took", \.duration),
    ]

    init(_ source: SourceReport, in notation: Notation? = nil) {
        name = Self.name(source.name)
        mark =
            switch source.status {
            case .ok: StateMark("ok", .disc, "good")
            case .partial: StateMark("partial", .diamond, "warn")
            case .failed: StateMark("failed", .up, "bad")
            case .skipped: StateMark("skipped", .bar, "idle")
            }
        detail = Sentence(source.detail, in: notation)
        duration = Figure(seconds: source.duration)
    }

    private static func name(_ name: String) -> String { name == "inspect" ? "inspection" : name }
}
