import Postgres

extension HistoryError {
    /// What a failure of a server's means.
    init(_ failure: PostgresFailure, path: String) {
        let reason = failure.reason
        switch (failure.kind, failure.code ?? "") {
        case (.needsPassword, _): self = .passwordMissing(path: path)
        case (_, "28P01"): self = .passwordRefused(path: path)
        case (_, "28000"), (_, "42501"): self = .notPermitted(path: path, reason: reason)
        case (_, "08P01") where reason.contains("statement pooling mode"): self = .withoutTransactions(path: path)
        // It begins, ends, has too many connections, or stands behind PgBouncer, which can't reach it.
        case (_, "57P03"), (_, "57P01"), (_, "53300"), (.refused, "08P01"): self = .away(path: path, reason: reason)
        case (_, PostgresFailure.readOnly): self = .standby(path: path)
        case (_, PostgresFailure.diskFull): self = .full(path: path)
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

extension PostgresFailure {
    fileprivate static let (readOnly, diskFull) = ("25006", "53100")

    /// Whether the server takes no changes.
    var isOfStandby: Bool { code == Self.readOnly }

    /// Whether there is no room on its disk.
    var isOfRoom: Bool { code == Self.diskFull }
}
