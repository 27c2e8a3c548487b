/// The address of a database in PostgreSQL, as SQLAlchemy writes it:
/// `user:password@host:port/database?sslmode=require`.
///
/// User and password are percent-encoded. Behind the `?` stand libpq's own keywords; printing it shows no password.
package struct PostgresAddress: Sendable, Equatable {
    /// The server; `nil` for libpq's own choice, a socket of this machine. A path is that of a socket's folder.
    package let host: String?
    /// Its port; `nil` for libpq's own choice.
    package let port: Int?
    /// The user; `nil` for libpq's own choice.
    package let user: String?
    /// The password; `nil` where none is given, and libpq looks for one in its password file.
    package let password: Password?
    /// The database; `nil` for libpq's own choice.
    package let database: String?
    /// What else libpq is told, by its keywords.
    package let options: [String: String]

    /// The keywords that may stand behind the `?`: how it is encrypted, and how the server is asked who it is
    /// (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS); of others nothing is taken.
    private static let known: Set = [
        "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "channel_binding", "gssencmode", "krbsrvname",
        "target_session_attrs", "passfile", "service",
    ]

    private static let modes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"]

    /// Reads an address, or what stands behind `db+`.
    package init(_ text: String) throws(URLFlaw) {
        guard text.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 }) else { throw .controlCharacter }
        // To SQLAlchemy a `#` is a character as any other.
        let parts = try URLParts(text.replacing("#", with: "%23"))
        var query = parts.query
        let named = try parts.host()
        let place = query.removeValue(forKey: "host")
        let number = query.removeValue(forKey: "port")
        // asyncpg's word for it.
        if let mode = query.removeValue(forKey: "ssl") { query["sslmode"] = query["sslmode"] ?? mode }
        if let mode = query["sslmode"], !Self.modes.contains(mode) {
            throw .badEncryption("sslmode", choices: Self.modes.joined(separator: ", "))
        }
        for name in query.keys.sorted() where name.hasPrefix("ssl") && !Self.known.contains(name) {
            throw .unknownKeyword(String(name.prefix(60)), known: Self.known.filter { $0.hasPrefix("ssl") }.sorted())
        }
        host = named ?? place
        port = try parts.port() ?? number.flatMap { Int($0) }
        if number != nil && port == nil || !(1...65_535).contains(port ?? 1) { throw .badPort }
        user = parts.user
        password = parts.password.map(Password.init)
        database = parts.path.isEmpty ? nil : parts.path
        options = query.filter { Self.known.contains($0.key) }
    }

    /// What libpq is told of it, by its keywords.
    package var keywords: [String: String] {
        var told = options
        told["host"] = host
        told["port"] = port.map(String.init)
        told["user"] = user
        told["password"] = password?.revealed
        told["dbname"] = database
        return told
    }

    /// The host that has to be found by its name; `nil` where it is a socket.
    package var remoteHost: String? {
        guard let host, !host.isEmpty, !host.hasPrefix("/"), !host.hasPrefix("@") else { return nil }
        return host
    }
}

extension PostgresAddress: CustomStringConvertible {
    /// The address, three asterisks for its password; what stands behind the `?` is left out.
    package var description: String {
        let name = user.map { PercentEncoding.encode($0) } ?? ""
        let credentials = user == nil && password == nil ? "" : "\(name)\(password == nil ? "" : ":***")@"
        let place = host.map { $0.contains(":") ? "[\($0)]" : $0 } ?? ""
        return "postgresql://\(credentials)\(place)\(port.map { ":\($0)" } ?? "")/\(database ?? "")"
    }
}
