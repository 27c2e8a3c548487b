import Celery

/// A search over all tasks of the report, as the fragment of an address: `tasks.html#q=state:LOST%20worker:w3`.
struct TaskSearch {
    /// A field of a task, and what is searched in it.
    struct Token {
        let field: String
        let value: String
        /// Whether the whole of the field is meant, not a part of it.
        var isWhole = false

        /// The tasks of one type.
        static func type(_ name: String) -> Token { whole("name", name) }

        /// What a cell of the table shows in the place of a value.
        static func whole(_ field: String, _ value: String) -> Token {
            Token(field: field, value: Excerpt.shown(Excerpt.cell(value)), isWhole: true)
        }

        /// Tasks with an attempt that came to something, at a worker or at any; `nil` for whatever it came to.
        static func attempt(_ outcome: Outcome?, at worker: WorkerName? = nil) -> Token {
            let word = outcome?.rawValue ?? "processed"
            return Token(field: "attempt", value: worker.map { "\(word)/\(TaskSearch.name(of: $0))" } ?? word)
        }
    }

    /// A worker's name as a search for attempts knows it.
    static func name(of worker: WorkerName) -> String {
        Excerpt.shown(Excerpt.cell(worker.description, limit: 1_000))
    }

    /// Where the search is shown, below the site's root.
    let href: String

    /// Searches for tasks of which all tokens are true; as a reader would type them.
    init(_ tokens: [Token]) {
        let query = tokens.map { token in
            let value = Self.quoted(token.value)
            // `failed/celery@w1` stands for itself.
            let isPlain = token.field == "attempt" && value == token.value && value.contains("/")
            return (isPlain ? "" : "\(token.field):\(token.isWhole ? "=" : "")") + Self.encoded(value)
        }
        href = "tasks.html#q=" + query.joined(separator: "%20")
    }

    /// The same of pairs, in each of which a part of the field is meant.
    init(_ tokens: [(String, String)]) { self.init(tokens.map { Token(field: $0, value: $1) }) }

    /// A value in quotation marks, unless it is one word and can't be read as anything else.
    private static func quoted(_ value: String) -> String {
        let isWord = !value.isEmpty && value.utf8.allSatisfy { isPlain($0) || isMark($0) }
        guard !isWord else { return value }
        let escaped = value.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
        return "\"\(String(escaped))\""
    }

    private static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            if isPlain(byte) || isMark(byte) || byte == UInt8(ascii: ":") {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }

    private static func isMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "@") || byte == UInt8(ascii: "/") }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
