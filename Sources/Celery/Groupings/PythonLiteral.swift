/// Finds a value within the `repr` of Python's arguments, which may have been cut short.
///
/// What counts is where values end; what they are made of is shown as it stands. Syntax: "Lexical analysis" and
/// "Expressions" of the Python Language Reference, as far as `repr` writes them.
struct PythonLiteral {
    private let bytes: [UInt8]
    private var place = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// What was found under a path.
    enum Finding: Equatable {
        /// The value: a text without its quotes, anything else as it stands.
        case value(String)
        /// There is no such value.
        case absent
        /// The text ends before it, or can't be read.
        case unreadable
    }

    /// The value under keys and places, the outermost first.
    mutating func find(_ path: ArraySlice<String>) -> Finding {
        skipSpace()
        guard let step = path.first else { return value() }
        guard place < bytes.count else { return .unreadable }
        switch bytes[place] {
        case UInt8(ascii: "{"): return find(key: step, path.dropFirst())
        case UInt8(ascii: "("), UInt8(ascii: "["): return find(index: step, path.dropFirst())
        default: return skip() ? .absent : .unreadable
        }
    }

    /// The keys or places of a dictionary, list or tuple with their values, as far as they can be read.
    mutating func members(most: Int) -> [(key: String, value: String)] {
        skipSpace()
        guard place < bytes.count, "{([".utf8.contains(bytes[place]) else { return [] }
        let isKeyed = bytes[place] == UInt8(ascii: "{")
        place += 1
        var members: [(key: String, value: String)] = []
        while members.count < most {
            skipSpace()
            guard place < bytes.count, !"})]".utf8.contains(bytes[place]) else { break }
            var key = "\(members.count)"
            if isKeyed {
                guard case .value(let name) = value() else { break }
                skipSpace()
                guard take(UInt8(ascii: ":")) else { break }
                key = name
            }
            guard case .value(let text) = value() else { break }
            members.append((key, text))
            skipSpace()
            guard take(UInt8(ascii: ",")) else { break }
        }
        return members
    }

    private mutating func find(key: String, _ rest: ArraySlice<String>) -> Finding {
        place += 1
        while true {
            skipSpace()
            guard place < bytes.count else { return .unreadable }
            if bytes[place] == UInt8(ascii: "}") { return .absent }
            guard case .value(let name) = value() else { return .unreadable }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { return .unreadable }
            if name == key { return find(rest) }
            guard skip() else { return .unreadable }
            skipSpace()
            _ = take(UInt8(ascii: ","))
        }
    }

    private mutating func find(index: String, _ rest: ArraySlice<String>) -> Finding {
        guard let index = Int(index) else { return .absent }
        place += 1
        var number = 0
        while true {
            skipSpace()
            guard place < bytes.count else { return .unreadable }
            if bytes[place] == UInt8(ascii: ")") || bytes[place] == UInt8(ascii: "]") { return .absent }
            if number == index { return find(rest) }
            guard skip() else { return .unreadable }
            number += 1
            skipSpace()
            _ = take(UInt8(ascii: ","))
        }
    }

    /// The value that begins here.
    private mutating func value() -> Finding {
        skipSpace()
        let start = place
        guard skip(), place > start else { return .unreadable }
        let text = bytes[start..<place]
        if let quoted = Self.unquoted(text) { return .value(quoted) }
        let raw = text.reversed().drop { $0 == 0x20 }.reversed()
        // Celery writes this in the place of what it leaves out.
        guard !raw.elementsEqual("...".utf8) else { return .unreadable }
        return .value(String(decoding: raw, as: UTF8.self))
    }

    /// Passes over the value that begins here; `false` where the text ends within it.
    private mutating func skip() -> Bool {
        var open: [UInt8] = []
        while place < bytes.count {
            let byte = bytes[place]
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                guard skipText(byte) else { return false }
                continue
            case UInt8(ascii: "("): open.append(UInt8(ascii: ")"))
            case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
            case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
            case UInt8(ascii: "<"): open.append(UInt8(ascii: ">"))
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ">"):
                guard let last = open.last else { return byte != UInt8(ascii: ">") }
                // Within `<…>` anything may stand.
                if last == byte { open.removeLast() } else if last != UInt8(ascii: ">") { return false }
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                if open.isEmpty { return true }
            default: break
            }
            place += 1
        }
        return false
    }

    private mutating func skipText(_ quote: UInt8) -> Bool {
        place += 1
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "\\") {
                place += 2
                continue
            }
            place += 1
            if bytes[place - 1] == quote { return true }
        }
        return false
    }

    private mutating func skipSpace() {
        while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x0A { place += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    /// A text without its quotes and its prefix; `nil` where it is none. Escapes stay as they are, but for quotes and
    /// backslashes.
    private static func unquoted(_ text: ArraySlice<UInt8>) -> String? {
        let body = text.first == UInt8(ascii: "b") || text.first == UInt8(ascii: "u") ? text.dropFirst() : text
        guard let quote = body.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\""), body.count > 1,
            body.last == quote
        else { return nil }
        let inner = body.dropFirst().dropLast()
        guard inner.contains(UInt8(ascii: "\\")) else { return String(decoding: inner, as: UTF8.self) }
        var plain: [UInt8] = []
        var isEscaped = false
        for byte in inner {
            if !isEscaped, byte == UInt8(ascii: "\\") {
                isEscaped = true
                continue
            }
            if isEscaped, byte != UInt8(ascii: "\\"), byte != quote { plain.append(UInt8(ascii: "\\")) }
            isEscaped = false
            plain.append(byte)
        }
        return String(decoding: plain, as: UTF8.self)
    }
}
