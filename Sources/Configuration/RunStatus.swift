/// How a run ended, as the process tells its caller.
package enum RunStatus: Equatable, Sendable {
    /// All that was asked for was done.
    case done
    /// It failed, and nothing at the output changed.
    case failed
    /// It was published, but a source failed after others had answered.
    case partial
    /// A rule failed, whatever was published.
    case ruleFailed
    /// No rule failed, but one can't be judged.
    case ruleUnknown
    /// What a monitor of Nagios' kind is told: 0, 2 or 3.
    case plugin(Int32)
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
        case .ruleFailed: 3
        case .ruleUnknown: 4
        case .plugin(let code): code
        case .usage: 64
        case .interrupted(let signal): 128 + signal
        }
    }
}
