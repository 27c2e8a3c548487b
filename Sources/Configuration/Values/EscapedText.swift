/// Text that may hold control characters, as kombu's separator of priorities does; written as in Python: `\x06\x16`.
package struct EscapedText: Hashable, Sendable {
    /// The text that is meant.
    package let text: String

    /// kombu's separator between the name of a queue and its priority.
    package static let kombuSeparator = EscapedText(text: "\u{6}\u{16}")

    /// Reads text in which `\xNN` stands for a character of code NN and `\\` for a backslash.
    ///
    /// - Throws: `CommandError.badValue` for any other use of a backslash, and for no text at all.
    package init(parsing source: String) throws(CommandError) {
        var text = String.UnicodeScalarView()
        var rest = source.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "\\" else {
                text.append(scalar)
                continue
            }
            guard let escaped = Self.popEscape(&rest) else { throw .badValue(source, .badEscape) }
            text.append(escaped)
        }
        guard !text.isEmpty else { throw .badValue(source, .empty) }
        self.text = String(text)
    }

    private init(text: String) { self.text = text }

    private static func popEscape(_ rest: inout Substring.UnicodeScalarView) -> Unicode.Scalar? {
        switch rest.popFirst() {
        case "\\": return "\\"
        case "x":
            let digits = rest.prefix(2)
            guard digits.count == 2, digits.allSatisfy(\.properties.isASCIIHexDigit),
                let code = UInt8(String(digits), radix: 16)
            else { return nil }
            rest = rest.dropFirst(2)
            return Unicode.Scalar(code)
        default: return nil
        }
    }
}

extension EscapedText: CustomStringConvertible {
    /// The text as the parser reads it.
    package var description: String {
        text.unicodeScalars.map { scalar in
            if scalar == "\\" { return "\\\\" }
            guard scalar.value < 0x20 || scalar.value == 0x7F else { return String(scalar) }
            let digits = String(scalar.value, radix: 16)
            return digits.count == 1 ? "\\x0\(digits)" : "\\x\(digits)"
        }.joined()
    }
}
