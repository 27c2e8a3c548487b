/// In which column an attempt is counted at the end of a span; each is in exactly one.
package enum Outcome: String, CaseIterable, Sendable {
    case active, received, succeeded, failed, retried, revoked, rejected, returned, lost, unaccounted

    /// Whether it may still change: the attempt is in its worker's hands.
    package var isPending: Bool { self == .active || self == .received }

    /// The state of a task whose attempt came to this; the first seven words are Celery's.
    package var state: String {
        switch self {
        case .active: "STARTED"
        case .received: "RECEIVED"
        case .succeeded: "SUCCESS"
        case .failed: "FAILURE"
        case .retried: "RETRY"
        case .revoked: "REVOKED"
        case .rejected: "REJECTED"
        case .returned: "RETURNED"
        case .lost: "LOST"
        case .unaccounted: "UNACCOUNTED"
        }
    }
}

extension Outcome {
    /// The column of an attempt that ended so.
    init(_ ending: Attempt.Ending, isBegun: Bool) {
        switch ending {
        case .succeeded: self = .succeeded
        case .failed: self = .failed
        case .retried: self = .retried
        case .revoked: self = .revoked
        case .rejected: self = .rejected
        // A worker that cancels what it had begun stores RETRY for it; the message goes back in both cases.
        case .cancelled: self = isBegun ? .retried : .returned
        }
    }
}
