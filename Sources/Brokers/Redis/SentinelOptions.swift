/// What Redis Sentinels are to be told, beside what their address says.
package struct SentinelOptions: Sendable, Equatable {
    /// The name under which they watch the master; `nil` for the only one that they watch.
    package var master: String?
    /// Their own user, where they know users; that of the address is the master's.
    package var user: String?
    /// Their own password, where they want one; that of the address is the master's.
    package var password: Password?
    /// Whether connections to them are encrypted; what the address says goes for the master alone, as with Celery.
    package var isEncrypted = false

    /// Asks for the only master, without a password.
    package init() {}
}
