/// The address of a web server's API; printing it shows no password.
package struct HTTPAddress: Sendable, Equatable {
    /// What every request's URL begins with, without a slash at its end and without credentials.
    package let root: String
    /// The user, where one is named.
    let user: String?
    /// The password, where one is given.
    let password: Password?

    /// Reads `http://user:password@host:port/path`; user and password may lack.
    package init(_ text: String) throws(URLFlaw) {
        guard text.unicodeScalars.allSatisfy({ $0.value > 32 && $0.value != 127 }) else { throw .controlCharacter }
        guard !text.isEmpty else { throw .empty }
        guard text.contains("://") else { throw .notHTTP }
        let parts = try URLParts(text)
        guard ["http", "https"].contains(parts.scheme) else { throw .notHTTP }
        guard let host = try parts.host() else { throw .badHost }
        var root = "\(parts.scheme)://\(host.contains(":") ? "[\(host)]" : host)"
        if let port = try parts.port() { root += ":\(port)" }
        let path = parts.path.split(separator: "/").map { "/" + PercentEncoding.encode(String($0)) }.joined()
        self.init(root: root + path, user: parts.user, password: parts.password.map(Password.init))
    }

    /// Knows it already.
    init(root: String, user: String?, password: Password?) {
        self.root = root
        self.user = user
        self.password = password
    }
}

extension HTTPAddress: CustomStringConvertible {
    /// The address without user and password.
    package var description: String { root }
}
