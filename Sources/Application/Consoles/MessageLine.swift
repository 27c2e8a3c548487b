/// Makes one harmless line of any text: what comes from a cluster may hold line breaks, escape codes and passwords.
package enum MessageLine {
    /// The text with its control characters spelt out and the passwords in its URLs starred.
    package static func from(_ text: String) -> String {
        hidingPasswords(in: text).unicodeScalars.reduce(into: "") { line, scalar in
            if isHarmless(scalar) {
                line.unicodeScalars.append(scalar)
            } else {
                line += scalar == "\n" ? "\\n" : "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
    }

    /// Whether a URL in the text has a password.
    static func hidesPassword(in text: String) -> Bool { hidingPasswords(in: text) != text }

    /// Control characters move a terminal's cursor, and marks of direction turn its text about.
    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: false
        case .format: !isTurning(scalar)
        default: true
        }
    }

    private static func isTurning(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// A URL ends at white space, and its password before the last `@`: an unescaped one may hold any other character.
    private static func hidingPasswords(in text: String) -> String {
        var line = ""
        var rest = text[...]
        while let scheme = rest.firstRange(of: "://") {
            let url = rest[scheme.upperBound...].prefix { !$0.isWhitespace }
            line += rest[..<scheme.upperBound]
            if let host = url.lastIndex(of: "@") {
                let user = url[..<host]
                line += user.firstIndex(of: ":").map { user[...$0] } ?? ""
                line += "***"
                rest = rest[host...]
            } else {
                rest = rest[scheme.upperBound...]
            }
        }
        return line + rest
    }
}
