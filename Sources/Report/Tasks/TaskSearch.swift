/// A search over all tasks of the report, as the fragment of an address: `tasks.html#q=state:LOST%20worker:w3`.
struct TaskSearch {
    /// A field of a task, and what is searched in it.
    typealias Token = (field: String, value: String)

    /// Where the search is shown, below the site's root.
    let href: String

    /// Searches for tasks of which all tokens are true; as a reader would type them.
    init(_ tokens: [Token]) {
        let query = tokens.map { "\($0.field):\(Self.quoted($0.value))" }.joined(separator: " ")
        href = "tasks.html#q=" + Self.encoded(query)
    }

    /// A value in quotation marks, unless it is one word and can't be read as anything else.
    private static func quoted(_ value: String) -> String {
        let isWord = !value.isEmpty && value.utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: "@") }
        guard !isWord else { return value }
        let escaped = value.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
        return "\"\(String(escaped))\""
    }

    private static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            if isPlain(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "@") {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
