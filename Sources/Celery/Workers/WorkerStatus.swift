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
