/// Makes text from the cluster, and JSON that holds it, harmless within a script.
enum ScriptText {
    /// A text without the characters that pages drop, too: controls, and what is no character.
    static func shown(_ text: String) -> String {
        // Only controls and what begins like U+FFFE need a closer look.
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0xEF }), !text.unicodeScalars.allSatisfy(isShown) else {
            return text
        }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter(isShown)))
    }

    /// JSON in which nothing can end a script or begin a comment, wherever it is put, and no line ends in a text.
    ///
    /// All that is replaced can stand only within texts, so that the value is the same.
    static func escaped(_ json: [UInt8]) -> [UInt8] {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(json.count + json.count / 32)
        json.withUnsafeBufferPointer { json in
            var (start, index) = (0, 0)
            while index < json.count {
                defer { index += 1 }
                guard let (replacement, length) = replacement(in: json, at: index) else { continue }
                escaped.append(contentsOf: UnsafeBufferPointer(rebasing: json[start..<index]))
                escaped.append(contentsOf: UnsafeBufferPointer(start: replacement.utf8Start, count: 6))
                start = index + length
            }
            escaped.append(contentsOf: UnsafeBufferPointer(rebasing: json[start...]))
        }
        return escaped
    }

    /// What six bytes stand for the character at a place, and how many it has; `nil` where it may stay.
    private static func replacement(in json: UnsafeBufferPointer<UInt8>, at index: Int) -> (StaticString, Int)? {
        switch json[index] {
        case UInt8(ascii: "<"): (#"\u003c"#, 1)
        case UInt8(ascii: ">"): (#"\u003e"#, 1)
        case UInt8(ascii: "&"): (#"\u0026"#, 1)
        case 0xE2 where isLineEnd(json, at: index): (json[index + 2] == 0xA8 ? #"\u2028"# : #"\u2029"#, 3)
        default: nil
        }
    }

    /// U+2028 and U+2029 end a line of a script where the reader is an old one.
    private static func isLineEnd(_ json: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        index + 2 < json.count && json[index + 1] == 0x80 && (json[index + 2] == 0xA8 || json[index + 2] == 0xA9)
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: true
        case 0..<0x20, 0x7F..<0xA0, 0xFDD0..<0xFDF0: false
        case let value: value & 0xFFFE != 0xFFFE
        }
    }
}
