/// What keeps a PostgreSQL server from doing what it is asked.
package struct PostgresFailure: Error, Equatable {
    package enum Kind: Sendable {
        /// No connection came about, and the server said nothing.
        case unreachable
        /// It wants a password, and none is known.
        case needsPassword
        /// The server didn't let us in.
        case refused
        /// What was asked for failed, and the connection stays.
        case failed
        /// The connection broke; whether the last statement was done isn't known.
        case lost
        /// It took too long; the connection is of no use any more.
        case timedOut
        /// Nobody waits any more.
        case cancelled
    }

    package let kind: Kind
    /// The SQLSTATE; `nil` where the server said nothing.
    package let code: String?
    /// One line of the server's or of libpq's, without a password.
    package let reason: String

    package init(_ kind: Kind, code: String? = nil, reason: String = "") {
        (self.kind, self.code, self.reason) = (kind, code, reason)
    }

    /// Whether the connection can be used on.
    package var leavesConnection: Bool { kind == .failed }
}
