/// Where a server listens.
package enum Endpoint: Hashable, Sendable {
    /// A port of a host; the host is a name or an address, an IPv6 one without brackets.
    case tcp(host: String, port: Int)
    /// A socket in the file system.
    case unix(path: String)
    /// Nowhere any more: what is left of the server is a dump, in a file.
    case dump(path: String)
}

extension Endpoint: CustomStringConvertible {
    /// Host and port as they stand in a URL, or the path.
    package var description: String {
        switch self {
        case .tcp(let host, let port): "\(host.contains(":") ? "[\(host)]" : host):\(port)"
        case .unix(let path), .dump(let path): path
        }
    }
}
