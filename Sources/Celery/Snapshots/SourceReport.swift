/// What was asked of one source, and how it went.
package struct SourceReport: Sendable, Equatable {
    /// How it went.
    package enum Status: String, Sendable { case ok, partial, failed, skipped }

    /// `events`, `inspect`, `queues`, `results`, `management` or `history`.
    package var name: String
    /// How it went.
    package var status: Status
    /// In words: what came, or what failed and why.
    package var detail: String
    /// Seconds it took; `nil` where nothing was asked.
    package var duration: Double?
    /// Whether the words are all our own, and name no host; those of errors are others', and strangers don't get to see them.
    package var isPlain: Bool

    /// Reports on a source.
    package init(
        name: String, status: Status, detail: String, duration: Double? = nil, isPlain: Bool = false
    ) {
        self.name = name
        self.status = status
        self.detail = detail
        self.duration = duration
        self.isPlain = isPlain
    }

    /// The same, whoever's words they are: that is not written down.
    package static func == (one: SourceReport, other: SourceReport) -> Bool {
        (one.name, one.status, one.detail, one.duration) == (other.name, other.status, other.detail, other.duration)
    }
}
