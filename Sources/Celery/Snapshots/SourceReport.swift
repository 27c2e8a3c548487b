/// What was asked of one source, and how it went.
package struct SourceReport: Sendable, Equatable {
    /// How it went.
    package enum Status: String, CaseIterable, Sendable { case ok, partial, failed, skipped }

    /// One of `names`.
    package var name: String
    /// How it went.
    package var status: Status
    /// In words: what came, or what failed and why.
    package var detail: Phrase
    /// Seconds it took; `nil` where nothing was asked.
    package var duration: Double?
    /// Whether the broker forbids it, which is for the one who runs this to know: a snapshot's file has only the words.
    package var isForbidden = false

    /// The names that a source may have.
    package static let names = ["events", "inspect", "queues", "results", "management", "history"]

    /// Reports on a source.
    package init(name: String, status: Status, detail: Phrase, duration: Double? = nil) {
        self.name = name
        self.status = status
        self.detail = detail
        self.duration = duration
    }

    /// The same, whether forbidden or not: that is not written down.
    package static func == (one: SourceReport, other: SourceReport) -> Bool {
        (one.name, one.status, one.detail, one.duration) == (other.name, other.status, other.detail, other.duration)
    }
}
