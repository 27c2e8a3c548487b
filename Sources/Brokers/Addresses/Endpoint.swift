/// Where a server listens.
package enum Endpoint: Hashable, Sendable {
    /// A port of a host; the host is a name or an address, an IPv6 one without brackets.
    case tcp(host: String, port: Int)
    /// A socket in the file system.
    case unix(path: String)
}
