/// What an address says about encryption behind its `?`, by the names that kombu knows (`kombu/utils/url.py`) and
/// Celery's documentation gives: `?ssl=true`, `?ssl_cert_reqs=required&ssl_ca_certs=/etc/ca.pem`.
///
/// Whoever writes any of them wants the connection encrypted. A word that we don't know is an error rather than passed
/// over, since the password would be the next thing to be sent.
struct EncryptionQuery: Sendable, Equatable {
    /// All names that are known.
    static let names = [
        "ssl", "ssl_cert_reqs", "ssl_ca_certs", "ssl_certfile", "ssl_keyfile", "ssl_check_hostname",
    ]
    /// How other libraries and servers call such options; kombu passes these over.
    private static let foreign: Set = [
        "usessl", "starttls", "secure", "encryption", "encrypted", "certreqs", "cacerts", "cacert", "cacertfile",
        "cafile",
        "capath", "certfile", "cert", "keyfile", "verify", "verifypeer", "verifymode", "checkhostname",
        "servernameindication", "serverhostname", "sni", "insecure", "brokerusessl", "failifnopeercert",
    ]

    /// Whether it asks for encryption.
    private(set) var isAsked = false
    /// Whether the server's certificate is to be checked.
    private(set) var checksCertificate = true
    /// Whether the certificate has to name the host.
    private(set) var checksHost = true
    /// A file of authorities to trust, as PEM.
    private(set) var authorities: String?
    /// A file with the certificate to show, as PEM.
    private(set) var certificate: String?
    /// A file with its key, as PEM.
    private(set) var key: String?

    /// Asks for nothing.
    init() {}

    /// Reads the names and values behind the `?`; what has nothing to do with encryption is passed over.
    init(_ query: [String: String]) throws(URLFlaw) {
        for (name, value) in query.sorted(by: { $0.key < $1.key }) where Self.concerns(name) {
            guard Self.names.contains(name) else { throw .unknownEncryption(Self.shown(name)) }
            isAsked = true
            switch name {
            // Any word will do for kombu, 'false' among them.
            case "ssl": if value.isEmpty { throw .badEncryption(name, choices: "'true', or left out") }
            case "ssl_cert_reqs": checksCertificate = try Self.checks(value)
            case "ssl_check_hostname": checksHost = try Self.truth(value, of: name)
            case "ssl_ca_certs": authorities = try Self.file(value, of: name)
            case "ssl_certfile": certificate = try Self.file(value, of: name)
            default: key = try Self.file(value, of: name)
            }
        }
    }

    /// Whether a name speaks of encryption, in whatever spelling.
    private static func concerns(_ name: String) -> Bool {
        let letters = name.lowercased().filter { $0.isLetter || $0.isNumber }
        return letters.hasPrefix("ssl") || letters.hasPrefix("tls") || foreign.contains(letters)
    }

    /// `optional` asks a client for as much as `required`: no server may come without a certificate.
    private static func checks(_ value: String) throws(URLFlaw) -> Bool {
        switch value.lowercased() {
        case "cert_required", "required", "cert_optional", "optional": return true
        case "cert_none", "none": return false
        default: throw .badEncryption("ssl_cert_reqs", choices: "'required', 'optional' or 'none'")
        }
    }

    private static func truth(_ value: String, of name: String) throws(URLFlaw) -> Bool {
        switch value.lowercased() {
        case "true", "1", "yes": return true
        case "false", "0", "no": return false
        default: throw .badEncryption(name, choices: "'true' or 'false'")
        }
    }

    private static func file(_ value: String, of name: String) throws(URLFlaw) -> String {
        if value.isEmpty { throw .badEncryption(name, choices: "the path of a file") }
        return value
    }

    /// A name as it may stand in a message: an address may be so broken that a password got into it.
    private static func shown(_ name: String) -> String {
        let isPlain = name.utf8.count <= 40 && name.utf8.allSatisfy { "_-.".utf8.contains($0) || isAlphanumeric($0) }
        return isPlain ? name : "ssl…"
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}
