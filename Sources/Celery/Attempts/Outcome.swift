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

/// How a worker is.
package enum WorkerStatus: String, CaseIterable, Sendable {
    /// It was heard, or answered, just now.
    case online
    /// It said good-bye, and what it had begun has not ended yet.
    case stopping
    /// It left, or was silent for long.
    case offline
    /// It is silent for a while, as a busy solo worker is; or nobody ever heard it.
    case unknown
}
