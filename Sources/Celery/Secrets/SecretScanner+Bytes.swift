/// What bytes mean in the texts that secrets stand in.
extension SecretScanner {
    /// A small letter for a capital one, and `_` for what stands for it in names.
    @inline(__always)
    static func normalized(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 65...90: byte + 32
        case UInt8(ascii: "-"), UInt8(ascii: " "): UInt8(ascii: "_")
        default: byte
        }
    }

    static func isNamePart(_ byte: UInt8) -> Bool { isNameASCII(byte) || byte >= 0x80 }

    static func isNameASCII(_ byte: UInt8) -> Bool {
        isWordPart(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    static func isWordPart(_ byte: UInt8) -> Bool { (48...57).contains(byte) || isLetter(byte) }

    static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }

    static func isCapital(_ byte: UInt8) -> Bool { (65...90).contains(byte) }

    static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

    /// Letters before a quote in Python's literals, and before a national one in SQL's.
    static func isPrefix(_ byte: UInt8) -> Bool {
        switch byte | 0x20 {
        case UInt8(ascii: "b"), UInt8(ascii: "r"), UInt8(ascii: "u"), UInt8(ascii: "f"),
            UInt8(ascii: "n"):
            true
        default: false
        }
    }

    static func isOpening(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{")
    }

    static func isClosing(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
    }

    static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "\\"), UInt8(ascii: "<"):
            true
        default: isClosing(byte) || isQuote(byte)
        }
    }

    static func endsAuthority(_ byte: UInt8) -> Bool { byte <= 0x20 || "/?#'\"\\,;)]}<>".utf8.contains(byte) }

    /// The byte at an index; 0 beyond the text.
    @inline(__always)
    func byte(_ index: Int) -> UInt8 { index >= 0 && index < bytes.count ? bytes[index] : 0 }

    /// Where the blanks that begin here end.
    func skipBlanks(_ start: Int) -> Int {
        var index = start
        while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
        effort.spend(start..<max(start, index))
        return index
    }

    /// More backslashes escape nothing: each time that a text is quoted there are twice as many.
    private static let mostSlashes = 256

    /// How many backslashes stand from here on.
    func slashes(_ start: Int) -> Int {
        var index = start
        let limit = min(bytes.count, start + Self.mostSlashes)
        while index < limit, bytes[index] == UInt8(ascii: "\\") { index += 1 }
        return index - start
    }

    /// How many backslashes stand before an index.
    func slashes(before end: Int) -> Int {
        var index = end
        let limit = max(0, end - Self.mostSlashes)
        while index > limit, bytes[index - 1] == UInt8(ascii: "\\") { index -= 1 }
        return end - index
    }

    /// Whether no word goes on here: what is before is no letter, or that of an escape such as `\n` or `%3D`.
    func beginsWord(_ start: Int) -> Bool {
        guard start > 0, Self.isWordPart(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "_") else { return true }
        return endsEscape(start) || byte(start - 3) == UInt8(ascii: "%") || isJSONEscape(before: start)
    }

    /// Whether the letter before an index is that of an escape, such as `\n`.
    func endsEscape(_ index: Int) -> Bool {
        byte(index - 2) == UInt8(ascii: "\\") && "nrtvfb".utf8.contains(byte(index - 1))
    }

    private func isJSONEscape(before index: Int) -> Bool {
        byte(index - 6) == UInt8(ascii: "\\") && byte(index - 5) == UInt8(ascii: "u")
    }

    /// The escape for a line feed that begins here, backslashes included; 0 for none.
    func escapedNewline(_ start: Int) -> Int {
        let count = slashes(start)
        guard count > 0 else { return 0 }
        if "nr".utf8.contains(byte(start + count)) { return count + 1 }
        return 0
    }

    func equals(_ range: Range<Int>, _ word: String) -> Bool {
        guard range.count == word.utf8.count else { return false }
        var index = range.lowerBound
        for byte in word.utf8 {
            if Self.normalized(bytes[index]) != byte { return false }
            index += 1
        }
        return true
    }

    /// Whether one of some words, in small letters, stands here; its end.
    func word(_ words: [String], at start: Int) -> Int? {
        for word in words {
            let end = start + word.utf8.count
            if end <= bytes.count, equals(start..<end, word) { return end }
        }
        return nil
    }
}
