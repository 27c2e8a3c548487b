/// Takes secrets out of a stranger's text: values under telling names, credentials in URLs, bearer tokens.
///
/// It reads Python's `repr`, JSON (also within strings), `key=value` and source lines alike, byte by byte, and text
/// that was cut short: a value that doesn't end goes to the end.
package struct Redactor: Sendable {
    /// What stands in the place of a secret.
    package static let mark = "[redacted]"

    /// Parts of names that look like a secret, in small letters, `-` written as `_`.
    package static let tellingNames = [
        "password", "passwd", "passphrase", "pwd", "secret", "token", "api_key", "apikey", "access_key", "accesskey",
        "private_key", "privatekey", "authorization", "cookie", "credential", "session_id", "sessionid", "signature",
        "card_number", "cvv", "dsn", "encryption_key", "signing_key", "ssh_key", "account_key", "master_key",
    ]

    private let names: [[UInt8]]
    private let filter: SecretFilter

    /// Redacts what stands under the built-in names and the given ones.
    package init(names: [String] = []) {
        self.names = (Self.tellingNames + names).filter { !$0.isEmpty }.map { $0.utf8.map(SecretScanner.normalized) }
        filter = SecretFilter(names: self.names)
    }

    /// The text without secrets; `counts` is told what was taken out, by name.
    package func redact(_ text: String, counts: inout [String: Int]) -> String {
        var text = text
        return text.withUTF8 { redacted($0, counts: &counts) } ?? text
    }

    /// Whether there is no secret in a text.
    func isHarmless(_ text: String?) -> Bool {
        guard var text else { return true }
        return text.withUTF8 { secrets(in: $0).isEmpty }
    }

    /// The text of the bytes without secrets; `nil` where there are none.
    private func redacted(_ bytes: UnsafeBufferPointer<UInt8>, counts: inout [String: Int]) -> String? {
        let secrets = secrets(in: bytes)
        guard !secrets.isEmpty else { return nil }
        var result: [UInt8] = []
        var end = 0
        for secret in secrets {
            counts[secret.name, default: 0] += 1
            result += bytes[end..<secret.range.lowerBound]
            result += Self.mark.utf8
            end = secret.range.upperBound
        }
        return String(decoding: result + bytes[end...], as: UTF8.self)
    }

    private func secrets(in bytes: UnsafeBufferPointer<UInt8>) -> [SecretScanner.Secret] {
        filter.mayHoldSecret(bytes) ? SecretScanner(bytes, names: names).secrets() : []
    }
}
