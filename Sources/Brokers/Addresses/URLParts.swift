/// The parts of a URL, split as Python's `urlparse` splits those of HTTP, which is what kombu uses for all of its own.
struct URLParts {
    let scheme: String
    let user: String?
    let password: String?
    /// Without its leading slash, decoded.
    let path: String
    let query: [String: String]
    private let location: Substring

    init(_ text: String) throws(URLFlaw) {
        guard let colon = text.firstRange(of: "://"), colon.lowerBound > text.startIndex else { throw .noScheme }
        scheme = text[..<colon.lowerBound].lowercased()
        guard scheme.utf8.allSatisfy({ Self.schemeBytes.contains($0) }) else { throw .noScheme }
        let rest = text[colon.upperBound...].prefix { $0 != "#" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let tail = rest[authority.endIndex...]
        let path = tail.prefix { $0 != "?" }
        self.path = PercentEncoding.decode(path.hasPrefix("/") ? path.dropFirst() : path)
        query = Self.query(tail[path.endIndex...].dropFirst())
        let at = authority.lastIndex(of: "@")
        let credentials = at.map { authority[..<$0] } ?? ""
        location = at.map { authority[authority.index(after: $0)...] } ?? authority
        let separator = credentials.firstIndex(of: ":") ?? credentials.endIndex
        user = Self.present(credentials[..<separator])
        password = Self.present(credentials[separator...].dropFirst())
    }

    /// The host, lower-cased; `nil` where none is named.
    func host() throws(URLFlaw) -> String? {
        let host = PercentEncoding.decode(isBracketed ? location.dropFirst().prefix { $0 != "]" } : beforePort)
            .lowercased()
        guard host.utf8.allSatisfy(Self.isHostByte), isBracketed || !host.contains(":") else { throw .badHost }
        guard !isBracketed || location.contains("]") else { throw .badHost }
        return host.isEmpty ? nil : host
    }

    /// The port; `nil` where none is given.
    func port() throws(URLFlaw) -> Int? {
        let rest = isBracketed ? location.drop { $0 != "]" }.dropFirst() : location[beforePort.endIndex...]
        guard !rest.isEmpty else { return nil }
        guard rest.first == ":" else { throw .badHost }
        let digits = rest.dropFirst()
        if digits.isEmpty { return nil }
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let port = Int(digits), (1...65_535).contains(port)
        else { throw .badPort }
        return port
    }

    /// The server that is named; this machine and the port given, where it names none.
    func server(port: Int) throws(URLFlaw) -> Endpoint {
        .tcp(host: try host() ?? "127.0.0.1", port: try self.port() ?? port)
    }

    private var isBracketed: Bool { location.hasPrefix("[") }
    private var beforePort: Substring { location.prefix { $0 != ":" } }

    private static let schemeBytes = Set("abcdefghijklmnopqrstuvwxyz0123456789+-.".utf8)

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 128...: true
        default: "-_.:%".utf8.contains(byte)
        }
    }

    private static func present(_ encoded: Substring) -> String? {
        encoded.isEmpty ? nil : PercentEncoding.decode(encoded)
    }

    private static func query(_ text: Substring) -> [String: String] {
        var values: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let equals = pair.firstIndex(of: "=") ?? pair.endIndex
            let value = pair[equals...].dropFirst().split(separator: "+", omittingEmptySubsequences: false)
            values[PercentEncoding.decode(pair[..<equals])] = PercentEncoding.decode(value.joined(separator: " "))
        }
        return values
    }
}
