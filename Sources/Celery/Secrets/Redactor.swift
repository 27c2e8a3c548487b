/// Takes secrets out of a stranger's text: values under telling names, credentials in addresses and commands, tokens
/// and numbers of cards that are known by their shape.
///
/// It reads Python's `repr`, JSON (also within strings), YAML, `key=value` and command lines alike, byte by byte, and
/// text that was cut short: a value that doesn't end goes to the end. Lines of source in a traceback stay but for their
/// literals.
package struct Redactor: Sendable {
    /// What stands in the place of a secret.
    package static let mark = "[redacted]"

    private let patterns: SecretPatterns

    /// Redacts what stands under the built-in names and the given ones.
    package init(names: [String] = []) {
        patterns = SecretPatterns(names: names.filter { !$0.isEmpty })
    }

    /// The text without secrets; `counts` is told what was taken out, by name.
    package func redact(_ text: String, counts: inout [String: Int]) -> String {
        var text = text
        return text.withUTF8 { redacted($0, counts: &counts) } ?? text
    }

    /// So few letters can't be a name, a sign and a value.
    private static let longestHarmless = 3

    /// Whether there is no secret in a text.
    func isHarmless(_ text: String?) -> Bool {
        guard let text, text.utf8.count > Self.longestHarmless else { return true }
        if let isHarmless = text.utf8.withContiguousStorageIfAvailable({ self.isHarmless($0) }) { return isHarmless }
        return Array(text.utf8).withUnsafeBufferPointer { self.isHarmless($0) }
    }

    /// Most texts have nothing in them that begins like a secret: that is found out before anything is made for a
    /// closer look.
    private func isHarmless(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let first = bytes[0]
        // A name whose head was cut off is known by no letters of its own.
        let mayBeCut = SecretScanner.isLetter(first) || first == UInt8(ascii: ".") || first == 0xE2
        if !mayBeCut, !SecretScanner.mayHoldCard(bytes), patterns.finder.next(in: bytes, from: 0) == nil { return true }
        return isHarmlessInAll(bytes)
    }

    @inline(never)
    private func isHarmlessInAll(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        scanner(bytes).secrets(onlyFirst: true).isEmpty
    }

    /// The text of the bytes without secrets; `nil` where there are none.
    private func redacted(_ bytes: UnsafeBufferPointer<UInt8>, counts: inout [String: Int]) -> String? {
        let secrets = scanner(bytes).secrets()
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

    private func scanner(_ bytes: UnsafeBufferPointer<UInt8>) -> SecretScanner {
        SecretScanner(bytes, patterns: patterns)
    }
}
