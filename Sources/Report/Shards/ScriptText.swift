/// Makes text from the cluster, and JSON that holds it, harmless within a script.
enum ScriptText {
    /// A text without the characters that pages drop, too: what XML 1.0 forbids.
    static func shown(_ text: String) -> String {
        guard !text.unicodeScalars.allSatisfy(isShown) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter(isShown)))
    }

    /// JSON in which nothing can end a script or begin a comment, wherever it is put, and no line ends in a text.
    ///
    /// All that is replaced can stand only within texts, so that the value is the same.
    static func escaped(_ json: [UInt8]) -> [UInt8] {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(json.count + json.count / 32)
        var index = 0
        while index < json.count {
            switch json[index] {
            case UInt8(ascii: "<"): escaped.append(contentsOf: #"\u003c"#.utf8)
            case UInt8(ascii: ">"): escaped.append(contentsOf: #"\u003e"#.utf8)
            case UInt8(ascii: "&"): escaped.append(contentsOf: #"\u0026"#.utf8)
            case 0xE2 where isLineEnd(json, at: index):
                escaped.append(contentsOf: (json[index + 2] == 0xA8 ? #"\u2028"# : #"\u2029"#).utf8)
                index += 2
            case let byte: escaped.append(byte)
            }
            index += 1
        }
        return escaped
    }

    /// U+2028 and U+2029 end a line of a script where the reader is an old one.
    private static func isLineEnd(_ json: [UInt8], at index: Int) -> Bool {
        index + 2 < json.count && json[index + 1] == 0x80 && (json[index + 2] == 0xA8 || json[index + 2] == 0xA9)
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: true
        case 0..<0x20, 0xFFFE, 0xFFFF: false
        default: true
        }
    }
}
