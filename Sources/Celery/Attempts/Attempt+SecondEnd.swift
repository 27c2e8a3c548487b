extension Attempt {
    /// A second end of the same attempt adds what it knows and changes nothing.
    mutating func take(second mark: Mark) {
        facts.fill(mark.facts)
        lastHeard = max(lastHeard ?? mark.heard, mark.heard)
    }
}

extension TaskFacts {
    /// Whether a success tells nothing of an execution.
    fileprivate var isBare: Bool { result == nil && runtime == nil }
}

extension Attempt.Ending {
    /// A second word on an end comes within so many seconds.
    private static let patience = 30.0

    /// Whether this is what gevent and eventlet say of an execution that was terminated: after (or before) `revoked` a
    /// `succeeded` that knows neither result nor runtime.
    func isEcho(_ mark: Mark, of last: Attempt) -> Bool {
        guard mark.timestamp.since(last.finished ?? mark.timestamp) <= Self.patience else { return false }
        switch self {
        case .succeeded:
            return last.ending == .revoked && last.facts.terminated == true && mark.facts.isBare
        case .revoked:
            return last.ending == .succeeded && last.facts.isBare && mark.facts.terminated == true
        case .failed, .retried, .rejected, .cancelled: return false
        }
    }

    /// Whether this end is another word on the attempt that ended last: Celery sends a hard time limit's `failed`
    /// twice, `failed` with `rejected`, and `revoked` twice of what was terminated.
    ///
    /// Only what was begun has a second word. `waiting` is an attempt that was received and not begun; what can end
    /// without having begun goes to it.
    func isSecond(_ mark: Mark, after last: Attempt, waiting: Attempt?) -> Bool {
        guard let finished = last.finished, mark.timestamp.since(finished) <= Self.patience else { return false }
        guard last.ending != .retried else { return false }
        let isLater = (waiting?.received ?? .distantPast) >= finished
        switch self {
        case .succeeded, .retried: return false
        case .failed:
            if mark.facts.exception?.hasPrefix("NotRegistered(") == true { return false }
            return last.ending != .succeeded && (waiting == nil || !isLater || mark.facts.tellsOfATimeLimit)
        case .revoked:
            let told = mark.facts
            if told.terminated == true { return last.isBegun || last.facts.terminated == true }
            if told.terminated == false || told.expired == true { return false }
            return last.started != nil && (waiting == nil || !isLater)
        case .rejected, .cancelled:
            let isBegun = last.isBegun || last.ending == .failed
            return isBegun && last.ending != self && (waiting == nil || !isLater)
        }
    }
}

extension TaskFacts {
    fileprivate var tellsOfATimeLimit: Bool {
        exception?.hasPrefix("ExceptionWithTraceback(") == true || exception?.hasPrefix("TimeLimitExceeded(") == true
    }
}
