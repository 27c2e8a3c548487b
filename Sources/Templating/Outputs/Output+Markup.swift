extension Output {
    /// Writes text into HTML or XML, as content or between quotation marks of either kind.
    ///
    /// Works on bytes, so that a combining mark behind a quotation mark can't hide it. What XML 1.0 forbids is dropped.
    mutating func append(markup text: String) {
        var text = text
        text.withUTF8 { source in
            var (start, position) = (0, 0)
            while position < source.count {
                guard let special = Special(source, at: position) else {
                    position += 1
                    continue
                }
                append(UnsafeBufferPointer(rebasing: source[start..<position]))
                append(special.replacement)
                position += special.length
                start = position
            }
            append(UnsafeBufferPointer(rebasing: source[start...]))
        }
    }

    /// A character that can't be written as it is.
    private struct Special {
        let length: Int
        let replacement: StaticString

        @inline(__always)
        init?(_ source: UnsafeBufferPointer<UInt8>, at position: Int) {
            let byte = source[position]
            // One bit for each byte below 64: the controls that XML forbids, and " & ' < >.
            let bits: UInt64 = 0x5000_00C4_FFFF_D9FF
            let isSpecial = byte < 64 && bits & (1 << UInt64(byte)) != 0
            guard isSpecial || byte == 0xEF else { return nil }
            self.init(rare: source, at: position)
        }

        private init?(rare source: UnsafeBufferPointer<UInt8>, at position: Int) {
            length = source[position] == 0xEF ? 3 : 1
            switch source[position] {
            case UInt8(ascii: "\""): replacement = "&quot;"
            case UInt8(ascii: "&"): replacement = "&amp;"
            case UInt8(ascii: "'"): replacement = "&#39;"
            case UInt8(ascii: "<"): replacement = "&lt;"
            case UInt8(ascii: ">"): replacement = "&gt;"
            case 0xEF:
                // U+FFFE and U+FFFF.
                guard source[position + 1] == 0xBF, source[position + 2] >= 0xBE else { return nil }
                replacement = ""
            default: replacement = ""
            }
        }
    }

    /// Writes a text that the program holds.
    private mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
