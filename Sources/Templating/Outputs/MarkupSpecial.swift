/// What becomes of one character in HTML or XML.
struct MarkupSpecial {
    /// How many bytes the character has; 1 for any byte that can be written as it is.
    let length: Int
    /// What is written in its place; nil for the byte itself.
    private let replacement: StaticString?

    /// Looks at the character at `position`, or, within one, at its next byte.
    init(_ source: UnsafeBufferPointer<UInt8>, at position: Int) {
        var length = 1
        switch source[position] {
        case UInt8(ascii: "\""): replacement = "&quot;"
        case UInt8(ascii: "&"): replacement = "&amp;"
        case UInt8(ascii: "'"): replacement = "&#39;"
        case UInt8(ascii: "<"): replacement = "&lt;"
        case UInt8(ascii: ">"): replacement = "&gt;"
        case 0x09, 0x0A, 0x0D, 0x20..<0xEF, 0xF0...: replacement = nil
        case 0xEF:
            // U+FFFE and U+FFFF are no characters, and XML forbids them, as it does most controls.
            let isNone = source[position + 1] == 0xBF && source[position + 2] >= 0xBE
            (length, replacement) = isNone ? (3, "") : (1, nil)
        default: replacement = ""
        }
        self.length = length
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
