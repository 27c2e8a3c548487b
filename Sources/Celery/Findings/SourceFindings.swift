/// What about the sources needs attention.
struct SourceFindings: Finder {
    static let kinds: [Finding.Code: Finding.Harm] = [
        .sourceFailed: .sourceLacks,
        .sourcePartial: .sourceLacks,
    ]

    private let sources: [SourceReport]

    init(snapshot: Snapshot, assessment: Assessment, state: ClusterState) {
        sources = snapshot.sources
    }

    var all: [Finding] { sources.compactMap(Finding.source) }
}

extension Finding.Code {
    /// A source told nothing.
    package static let sourceFailed = Self("source_failed")
    /// A source told a part.
    package static let sourcePartial = Self("source_partial")
}

/// What is said of sources.
extension Finding {
    /// A source told nothing, or a part.
    fileprivate static func source(_ source: SourceReport) -> Finding? {
        let message: Phrase = "\(words: source.name): \(source.detail)"
        switch source.status {
        case .ok, .skipped: return nil
        case .failed: return Finding(.critical, .sourceFailed, subject: source.name, message: message)
        case .partial: return Finding(.warning, .sourcePartial, subject: source.name, message: message)
        }
    }
}
