/// How a run ended, as the process tells its caller.
package enum RunStatus: Equatable, Sendable {
    /// All that was asked for was done.
    case done
    /// It failed, and nothing at the output changed.
    case failed
    /// It was published, but a source failed after others had answered.
    case partial
    /// The command line, the environment or the configuration is wrong.
    case usage
    /// A signal ended it.
    case interrupted(signal: Int32)

    /// The number for the process.
    package var code: Int32 {
        switch self {
        case .done: 0
        case .failed: 1
        case .partial: 2
        case .usage: 64
        case .interrupted(let signal): 128 + signal
        }
    }
}
