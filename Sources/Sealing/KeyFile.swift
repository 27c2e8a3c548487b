import Foundation

/// The key of a site for each of its users, in a box that their password opens: the script `sealed/key.js`.
///
/// `herbariumSeal(`, one JSON object, `);`. A user's key is PBKDF2-HMAC-SHA-256 of the password, with the site's salt and
/// the user's name behind it as salt; with it AES-256-GCM seals the site's key, with `herbarium.seal/1` beside it.
/// The boxes stand in an order that tells nothing, and name nobody.
package struct KeyFile: Codable, Equatable, Sendable {
    /// What a box looks like.
    struct Box: Codable, Equatable {
        let nonce: String
        let box: String
    }

    /// As often the hash is taken at least (OWASP's advice for PBKDF2-HMAC-SHA-256).
    package static let rounds = 600_000
    /// More would only keep whoever opens a site busy.
    private static let mostRounds = 10_000_000
    private static let version = "herbarium.seal/1"
    private static let begin = "herbariumSeal("
    private static let end = ");\n"
    static let saltLength = 16

    let schema: String
    let rounds: Int
    let salt: String
    let keys: [Box]
    /// HMAC-SHA-256 of all else, line by line, by a key that comes from the site's: nothing of it can be changed unseen.
    let mark: String

    /// Puts the key of a site into a box for each user. Takes a tenth of a second and more for each.
    package init(_ key: SiteKey, for users: [SealUser], rounds: Int = Self.rounds) {
        let salt = RandomBytes.make(Self.saltLength)
        let boxes = users.map { user in
            let nonce = RandomBytes.make(AESGCM.nonceLength)
            let box = key.bytes.withUnsafeBufferPointer { bytes in
                AESGCM(key: user.key(salt: salt, rounds: rounds)).seal(
                    bytes, nonce: nonce, authenticating: Array(Self.version.utf8))
            }
            return Box(nonce: Base64.text(nonce), box: Base64.text(box))
        }
        schema = Self.version
        self.rounds = rounds
        self.salt = Base64.text(salt)
        keys = boxes.sorted { $0.nonce < $1.nonce }
        mark = Base64.text(key.mark(Self.marked(schema, rounds, self.salt, keys)))
    }

    private static func marked(_ schema: String, _ rounds: Int, _ salt: String, _ keys: [Box]) -> [UInt8] {
        Array(([schema, "\(rounds)", salt] + keys.flatMap { [$0.nonce, $0.box] }).joined(separator: "\n").utf8)
    }

    /// Reads what `bytes` writes; `path` is told where it is anything else.
    ///
    /// - Throws: `.changed`, or `.version` for a file of another format.
    package init(parsing bytes: [UInt8], path: String) throws(SealError) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.hasPrefix(Self.begin), text.hasSuffix(Self.end) else { throw .changed(path) }
        let json = text.dropFirst(Self.begin.count).dropLast(Self.end.count)
        guard let file = try? JSONDecoder().decode(KeyFile.self, from: Data(json.utf8)) else { throw .changed(path) }
        guard file.schema == Self.version else { throw .version(path, file.schema) }
        guard (1...Self.mostRounds).contains(file.rounds), file.bytes == bytes else { throw .changed(path) }
        self = file
    }

    /// The script.
    package var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Encoding strings into memory has nothing to fail at.
        guard let data = try? encoder.encode(self) else { preconditionFailure("a key file is always JSON") }
        return Array(Self.begin.utf8) + Array(data) + Array(Self.end.utf8)
    }

    /// The site's key, where any of these users has one; `nil` where none has. `path` is told where it was changed.
    package func key(for users: [SealUser], path: String) throws(SealError) -> SiteKey? {
        guard let salt = Base64.decode(salt) else { throw .changed(path) }
        for user in users {
            let cipher = AESGCM(key: user.key(salt: salt, rounds: rounds))
            for box in keys {
                guard let nonce = Base64.decode(box.nonce), nonce.count == AESGCM.nonceLength,
                    let sealed = Base64.decode(box.box),
                    let key = sealed.withUnsafeBufferPointer({
                        cipher.open($0, nonce: nonce, authenticating: Array(Self.version.utf8))
                    }), key.count == 32
                else { continue }
                let site = SiteKey(key)
                guard mark == Base64.text(site.mark(Self.marked(schema, rounds, self.salt, keys))) else {
                    throw .changed(path)
                }
                return site
            }
        }
        return nil
    }
}
