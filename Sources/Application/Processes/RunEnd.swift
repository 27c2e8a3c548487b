package import Configuration

/// Why a run is to end before it is done.
package enum RunEnd: Equatable, Sendable {
    /// A signal came.
    case signal(Int32)
    /// So much time has passed.
    case deadline(Span)

    /// The error that the run then ends with; `stage` is what it was at, `published` what readers have of it already.
    package func error(during stage: String?, published: String? = nil) -> CommandError {
        switch self {
        case .signal(let number): .interrupted(signal: number)
        case .deadline(let limit): .deadlinePassed(limit, during: stage, published: published)
        }
    }
}
