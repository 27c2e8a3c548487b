/// What becomes of one character in HTML or XML.
struct MarkupSpecial {
    /// How many bytes the character has; 1 for any byte that can be written as it is.
    let length: Int
    /// What is written in its place; nil for the byte itself.
    private let replacement: StaticString?

    /// Looks at the character at `position`, or, within one, at its next byte.
    init(_ source: UnsafeBufferPointer<UInt8>, at position: Int, in place: Output.MarkupPlace) {
        var length = 1
        switch source[position] {
        case UInt8(ascii: "\"") where place == .content, UInt8(ascii: "'") where place == .content: replacement = nil
        case UInt8(ascii: "\""): replacement = "&quot;"
        case UInt8(ascii: "&"): replacement = "&amp;"
        case UInt8(ascii: "'"): replacement = "&#39;"
        case UInt8(ascii: "<"): replacement = "&lt;"
        case UInt8(ascii: ">"): replacement = "&gt;"
        case 0x09, 0x0A, 0x0D, 0x20..<0x7F, 0x80..<0xC2, 0xC3..<0xEF: replacement = nil
        case 0xC2 where source[position + 1] >= 0xA0: replacement = nil
        case 0xC2: (length, replacement) = (2, "")
        case 0xEF: (length, replacement) = Self.isNone(source, 1, behind: position) ? (3, "") : (1, nil)
        case 0xF0...: (length, replacement) = Self.isNone(source, 2, behind: position) ? (4, "") : (1, nil)
        default: replacement = ""
        }
        self.length = length
    }

    /// Whether the character, whose last two bytes begin so far behind its first, is none: U+FFFE and U+FFFF of every
    /// plane, U+FDD0 to U+FDEF.
    private static func isNone(_ source: UnsafeBufferPointer<UInt8>, _ offset: Int, behind position: Int) -> Bool {
        let (middle, last) = (source[position + offset], source[position + offset + 1])
        if source[position] == 0xEF, middle == 0xB7 { return (0x90..<0xB0).contains(last) }
        let isAtEnd = offset == 1 || source[position + 1] & 0x0F == 0x0F
        return isAtEnd && middle == 0xBF && last >= 0xBE
    }

    /// Writes what becomes of a character whose last byte is `byte`, and gives where to go on.
    func copy(_ byte: UInt8, to target: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
        guard let replacement else {
            target.pointee = byte
            return target + 1
        }
        target.update(from: replacement.utf8Start, count: replacement.utf8CodeUnitCount)
        return target + replacement.utf8CodeUnitCount
    }
}
