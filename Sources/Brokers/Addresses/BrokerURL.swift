/// The address of a broker or of a result backend, read as Celery and kombu read it.
///
/// `redis://user:password@host:port/database` and `redis+socket://user:password@/path?virtual_host=database`; user,
/// password and path are percent-encoded. Printing it, in whatever way, shows no password.
package struct BrokerURL: Sendable, Equatable {
    /// Where it listens.
    package let endpoint: Endpoint
    /// The user, where one is named.
    package let user: String?
    /// The password, where one is given.
    package let password: Password?
    /// The number of the database.
    package let database: Int
    /// What stands behind the `?`, the last of each name.
    let query: [String: String]

    /// Reads an address.
    package init(_ text: String) throws(URLFlaw) {
        guard !text.isEmpty else { throw .empty }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 }) else { throw .controlCharacter }
        let parts = try URLParts(text)
        query = parts.query
        user = parts.user
        password = parts.password.map(Password.init)
        switch parts.scheme {
        case "redis":
            endpoint = .tcp(host: try parts.host() ?? "127.0.0.1", port: try parts.port() ?? 6379)
            database = try Self.database(parts.path)
        case "redis+socket":
            guard !parts.path.isEmpty else { throw .noSocketPath }
            endpoint = .unix(path: "/" + parts.path)
            database = try Self.database(query["virtual_host"] ?? "")
        case "rediss", "sentinel", "amqp", "amqps", "pyamqp": throw .unsupportedScheme(parts.scheme)
        default: throw .unknownScheme(parts.scheme)
        }
    }

    /// Reads several addresses, separated by `;`, which are to be tried in turn.
    package static func list(_ text: String) throws(URLFlaw) -> [BrokerURL] {
        var urls: [BrokerURL] = []
        for part in text.split(separator: ";", omittingEmptySubsequences: false) {
            urls.append(try BrokerURL(String(part)))
        }
        return urls
    }

    private static func database(_ path: String) throws(URLFlaw) -> Int {
        let digits = path.hasPrefix("/") ? path.dropFirst() : path[...]
        if digits.isEmpty { return 0 }
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits) else { throw .badDatabase }
        return number
    }
}

extension BrokerURL: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The address with `***` in the password's place; what stands behind the `?` is left out.
    package var description: String {
        var credentials = user.map { PercentEncoding.encode($0) } ?? ""
        if password != nil { credentials += ":***" }
        return text(credentials: credentials.isEmpty ? "" : credentials + "@")
    }

    /// The address without user and password, for everybody to read.
    package var withoutCredentials: String { text(credentials: "") }

    /// The same, so that no debugger and no log shows more.
    package var debugDescription: String { description }

    /// Nothing, since a mirror would show the password.
    package var customMirror: Mirror { Mirror(self, children: [:]) }

    private func text(credentials: String) -> String {
        switch endpoint {
        case .tcp(let host, let port):
            "redis://\(credentials)\(host.contains(":") ? "[\(host)]" : host):\(port)/\(database)"
        case .unix(let path): "redis+socket://\(credentials)\(path)?virtual_host=\(database)"
        }
    }
}
