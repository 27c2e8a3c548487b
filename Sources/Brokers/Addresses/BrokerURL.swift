/// The address of a broker or of a result backend, read as Celery and kombu read it.
///
/// `redis://user:password@host:port/database`, `redis+socket://user:password@/path?virtual_host=database`,
/// `sentinel://user:password@host:port/database` and `amqp://user:password@host:port/virtual-host`; user, password and
/// path are percent-encoded. What stands behind a `?` may ask for encryption: see `EncryptionQuery`. Printing it, in
/// whatever way, shows no password.
///
/// `rdb:file?db=database` is a dump of Redis; the name of the file stands there as it is.
package struct BrokerURL: Sendable, Equatable {
    /// What it speaks.
    package let transport: Transport
    /// Whether the connection is encrypted; where Sentinels are named, that to the master.
    package private(set) var isEncrypted: Bool
    /// Where it listens; where Sentinels are named, the first of them.
    package private(set) var endpoint: Endpoint
    /// The Sentinels that know where it listens; none where the address itself says so.
    package private(set) var sentinels: [Endpoint] = []
    /// The user, where one is named.
    package private(set) var user: String?
    /// The password, where one is given.
    package private(set) var password: Password?
    /// The part of the server that is meant.
    package private(set) var virtualHost: VirtualHost
    /// What stands behind the `?` about encryption.
    private var encryption: EncryptionQuery

    /// Whether the address names a port.
    private let namesPort: Bool
    /// The dump that a server of ours answers for, as messages call it.
    private var dump: String?

    /// Reads an address.
    package init(_ text: String) throws(URLFlaw) {
        guard !text.isEmpty else { throw .empty }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 }) else { throw .controlCharacter }
        if text.prefix(Self.dumpPrefix.count).lowercased() == Self.dumpPrefix {
            self = try BrokerURL(dump: text.dropFirst(Self.dumpPrefix.count))
            return
        }
        let parts = try URLParts(text)
        encryption = try EncryptionQuery(parts.query)
        user = parts.user
        password = parts.password.map(Password.init)
        guard let transport = Transport.allCases.first(where: { $0.schemes.contains(parts.scheme) }) else {
            throw .unknownScheme(parts.scheme)
        }
        self.transport = transport
        isEncrypted = ["rediss", "amqps"].contains(parts.scheme) || encryption.isAsked
        namesPort = try parts.port() != nil
        switch transport {
        case .redis where parts.scheme == "redis+socket":
            guard !parts.path.isEmpty else { throw .noSocketPath }
            guard !encryption.isAsked else { throw .encryptedSocket }
            endpoint = .unix(path: "/" + parts.path)
            virtualHost = .database(try Self.database(parts.query["virtual_host"] ?? ""))
        case .redis:
            let isSentinel = parts.scheme == "sentinel"
            endpoint = try parts.server(port: isSentinel ? 26_379 : 6379)
            sentinels = isSentinel ? [endpoint] : []
            virtualHost = .database(try Self.database(parts.path))
        case .amqp:
            endpoint = try parts.server(port: isEncrypted ? 5671 : 5672)
            virtualHost = .named(parts.path.isEmpty ? "/" : parts.path)
        }
    }

    private static let dumpPrefix = "rdb:"

    private init(dump text: Substring) throws(URLFlaw) {
        let mark = text.lastIndex(of: "?") ?? text.endIndex
        let query = text[mark...].dropFirst()
        guard !text[..<mark].isEmpty else { throw .noDump }
        guard mark == text.endIndex || query.hasPrefix("db=") else { throw .notADatabase(String(query)) }
        transport = .redis
        (isEncrypted, namesPort) = (false, false)
        endpoint = .file(path: String(text[..<mark]))
        virtualHost = .database(try Self.database(String(query.dropFirst("db=".count))))
        encryption = try EncryptionQuery([:])
    }

    /// Whether a text is to be read as an address of Redis, or as the name of its dump.
    package static func isRedis(_ text: String) -> Bool {
        let scheme = text.prefix { $0 != ":" }.lowercased()
        let rest = text.dropFirst(scheme.count)
        return scheme + ":" == dumpPrefix && rest.hasPrefix(":")
            || Transport.redis.schemes.contains(scheme) && rest.hasPrefix("://")
    }

    /// Whether it is a dump that it names.
    package var isDump: Bool {
        if transport == .redis, case .file = endpoint { true } else { false }
    }

    /// The same where a server of ours answers for the dump; messages go on to name that.
    func served(at socket: String) -> BrokerURL {
        var url = self
        (url.endpoint, url.dump) = (.unix(path: socket), withoutCredentials)
        return url
    }

    /// The number of the database; 0 where there are none.
    package var database: Int {
        if case .database(let number) = virtualHost { number } else { 0 }
    }

    /// How the connection is encrypted: what the options leave open is as the address says.
    func tls(_ options: TLSOptions) -> TLSOptions {
        var tls = options
        tls.authorities = options.authorities ?? encryption.authorities
        tls.certificate = options.certificate ?? encryption.certificate
        tls.key = options.key ?? encryption.key
        tls.isInsecure = options.isInsecure || isUnchecked
        tls.checksHost = options.checksHost && encryption.checksHost
        return tls
    }

    /// Whether the address says that the server's certificate is not to be checked.
    package var isUnchecked: Bool { isEncrypted && !encryption.checksCertificate }

    /// Whether the address says that a certificate that is in order will do, whichever host it names.
    package var takesAnyHost: Bool { isEncrypted && !encryption.checksHost }

    /// The master, which one of the Sentinels says is there.
    func master(at place: Endpoint) -> BrokerURL {
        var url = self
        (url.endpoint, url.sentinels) = (place, [])
        return url
    }

    /// One of the Sentinels itself.
    func sentinel(at place: Endpoint, _ options: SentinelOptions) -> BrokerURL {
        var url = master(at: place)
        (url.user, url.password, url.virtualHost) = (options.user, options.password, .database(0))
        url.isEncrypted = options.isEncrypted
        return url
    }

    /// Reads several addresses, separated by `;`, which are to be tried in turn; Sentinels that stand side by side are
    /// one.
    ///
    /// As with kombu, what the first asks for about encryption behind its `?` goes for all that say nothing themselves.
    package static func list(_ text: String) throws(URLFlaw) -> [BrokerURL] {
        var urls: [BrokerURL] = []
        for part in text.split(separator: ";", omittingEmptySubsequences: false) {
            var url = try BrokerURL(String(part))
            if let first = urls.first, first.encryption.isAsked, !url.encryption.isAsked {
                switch url.endpoint {
                case .tcp: break
                case .unix: throw .encryptedSocket
                case .file:
                    urls.append(url)
                    continue
                }
                (url.isEncrypted, url.encryption) = (true, first.encryption)
                url.adoptEncryptedPort()
            }
            if !url.sentinels.isEmpty, let last = urls.last, !last.sentinels.isEmpty {
                urls[urls.count - 1].join(url)
            } else {
                urls.append(url)
            }
        }
        return urls
    }

    /// Takes in the Sentinel of another address; the first address that names a user or a password says who logs in.
    private mutating func join(_ other: BrokerURL) {
        sentinels += other.sentinels
        if user == nil, password == nil { (user, password) = (other.user, other.password) }
    }

    /// AMQP's port for TLS, where the address named none.
    private mutating func adoptEncryptedPort() {
        guard transport == .amqp, !namesPort, case .tcp(let host, _) = endpoint else { return }
        endpoint = .tcp(host: host, port: 5671)
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
        if let dump { return dump }
        guard sentinels.isEmpty else {
            return sentinels.enumerated().map { index, sentinel in
                "sentinel://\(index == 0 ? credentials : "")\(sentinel)/\(virtualHost)"
            }.joined(separator: ";")
        }
        return switch endpoint {
        case .tcp: "\(transport.rawValue)\(isEncrypted ? "s" : "")://\(credentials)\(endpoint)/\(virtualHost)"
        case .unix(let path): "\(transport.rawValue)+socket://\(credentials)\(path)?virtual_host=\(virtualHost)"
        case .file(let path): "\(Self.dumpPrefix)\(path)\(database == 0 ? "" : "?db=\(database)")"
        }
    }
}
