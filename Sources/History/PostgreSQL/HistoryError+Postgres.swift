import Postgres

extension HistoryError {
    /// What a failure of a server's means.
    init(_ failure: PostgresFailure, path: String) {
        let reason = failure.reason
        switch (failure.kind, failure.code ?? "") {
        case (.needsPassword, _): self = .passwordMissing(path: path)
        case (_, "28P01"): self = .passwordRefused(path: path)
        case (_, "28000"), (_, "42501"): self = .notPermitted(path: path, reason: reason)
        case (_, "57P03"): self = .away(path: path, reason: reason)
        case (_, "25006"): self = .standby(path: path)
        case (_, "53100"): self = .full(path: path)
        case (_, "55P03"), (_, "40P01"), (_, "40001"): self = .locked(path: path)
        case (.timedOut, _): self = .away(path: path, reason: "it doesn't answer")
        case (.cancelled, _): self = .away(path: path, reason: "nobody waits any more")
        case (.lost, _):
            self = .away(path: path, reason: reason.isEmpty ? "the connection is lost" : reason)
        case (.unreachable, _): self = .away(path: path, reason: reason)
        case (.refused, _), (.failed, _): self = .failed(path: path, reason: reason)
        }
    }
}
