/// What bytes mean in the texts that secrets stand in.
extension SecretScanner {
    /// A small letter for a capital one, and `_` for what stands for it in names.
    static func normalized(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 65...90: byte + 32
        case UInt8(ascii: "-"), UInt8(ascii: " "): UInt8(ascii: "_")
        default: byte
        }
    }

    static func isNamePart(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte >= 0x80
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

    /// Letters before a quote in Python's literals.
    static func isPrefix(_ byte: UInt8) -> Bool { "bBrRuUfF".utf8.contains(byte) }

    static func isOpening(_ byte: UInt8) -> Bool { "([{".utf8.contains(byte) }

    static func isClosing(_ byte: UInt8) -> Bool { ")]}".utf8.contains(byte) }

    static func isDelimiter(_ byte: UInt8) -> Bool { byte <= 0x20 || ",;&)]}'\"\\<".utf8.contains(byte) }

    static func endsPhrase(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D || ",;)]}'\"\\<".utf8.contains(byte) }

    static func endsAuthority(_ byte: UInt8) -> Bool { byte <= 0x20 || "/?#'\"\\,;)]}<>".utf8.contains(byte) }
}
