/// Where a server listens.
package enum Endpoint: Hashable, Sendable {
    /// A port of a host; the host is a name or an address, an IPv6 one without brackets.
    case tcp(host: String, port: Int)
    /// A socket in the file system.
    case unix(path: String)
    /// Nowhere: what there is lies in a file or a folder, such as the dump of a server that is gone.
    case file(path: String)
}

extension Endpoint: CustomStringConvertible {
    /// Host and port as they stand in a URL, or the path.
    package var description: String {
        switch self {
        case .tcp(let host, let port): "\(host.contains(":") ? "[\(host)]" : host):\(port)"
        case .unix(let path), .file(let path): path
        }
    }
}
