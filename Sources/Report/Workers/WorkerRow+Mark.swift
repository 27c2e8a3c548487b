import Celery

extension WorkerRow {
    /// How the worker is, as it is shown.
    func mark(at captured: Instant) -> StateMark {
        switch status {
        case .online: StateMark("online", .disc, "good")
        case .stopping: StateMark("stopping", .ring, "warn")
        case .offline: StateMark("offline", .up, "bad")
        case .unknown: StateMark(silence(at: captured), .diamond, "warn")
        }
    }

    private func silence(at captured: Instant) -> String {
        guard let lastHeartbeat else { return "unknown" }
        return "silent " + Wording.duration(max(0, captured.since(lastHeartbeat)).rounded())
    }
}
