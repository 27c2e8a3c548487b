/// Makes JSON that holds text from the cluster harmless within a script.
enum ScriptText {
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
}
