/// Finds secrets in the bytes of a text, which have to stay where they are meanwhile.
struct SecretScanner {
    /// A secret: where it is, and under which name.
    struct Secret {
        let name: String
        let range: Range<Int>
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private let names: [[UInt8]]
    private var found: [Secret] = []

    /// Longer names than this are nobody's.
    private static let longestName = 64

    init(_ bytes: UnsafeBufferPointer<UInt8>, names: [[UInt8]]) {
        self.bytes = bytes
        self.names = names
    }

    /// All secrets, in order, none within another.
    mutating func secrets() -> [Secret] {
        var index = 0
        while index < bytes.count {
            let secret: Secret? =
                switch bytes[index] {
                case UInt8(ascii: ":"): credentials(at: index) ?? value(after: index)
                case UInt8(ascii: "="), UInt8(ascii: ","): value(after: index)
                case UInt8(ascii: " "): bearer(before: index)
                default: nil
                }
            if let secret {
                found.append(secret)
                index = max(index + 1, secret.range.upperBound)
            } else {
                index += 1
            }
        }
        return found
    }

    /// What stands after a separator, where a telling name stands before it.
    private func value(after separator: Int) -> Secret? {
        guard let name = name(before: separator), names.contains(where: { contains(name, $0) }) else { return nil }
        var start = separator + 1
        if bytes[separator] == UInt8(ascii: "="), start < bytes.count, bytes[start] == UInt8(ascii: ">") { start += 1 }
        while start < bytes.count, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        let range = extent(of: start)
        guard !range.isEmpty, !isNothing(range) else { return nil }
        return Secret(name: String(decoding: bytes[name].map(Self.normalized), as: UTF8.self), range: range)
    }

    /// The name before a separator; with quotes around it, or none. Before a comma it has to be
    /// quoted and the first of a pair: `('password', 'x')`.
    private func name(before separator: Int) -> Range<Int>? {
        var end = separator
        while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
        let quoted = end > 0 && Self.isQuote(bytes[end - 1])
        if quoted {
            end -= 1
            while end > 0, bytes[end - 1] == UInt8(ascii: "\\") { end -= 1 }
        }
        var start = end
        while start > 0, Self.isNamePart(bytes[start - 1]), end - start < Self.longestName { start -= 1 }
        guard start < end else { return nil }
        if bytes[separator] == UInt8(ascii: ",") {
            guard quoted, start > 1, Self.isQuote(bytes[start - 1]) else { return nil }
            let opening = bytes[start - 2]
            guard opening == UInt8(ascii: "(") || opening == UInt8(ascii: "[") else { return nil }
        }
        return start..<end
    }

    /// Where a value that begins here ends: a quoted text, brackets and all between, or a word.
    private func extent(of start: Int) -> Range<Int> {
        var index = start
        while index < bytes.count, index - start < 2, Self.isPrefix(bytes[index]), startsQuote(index + 1) { index += 1 }
        var slashes = 0
        while index < bytes.count, bytes[index] == UInt8(ascii: "\\") {
            slashes += 1
            index += 1
        }
        guard index < bytes.count else { return start..<start }
        if Self.isQuote(bytes[index]) {
            return index + 1..<endOfQuoted(from: index + 1, quote: bytes[index], slashes: slashes)
        }
        if slashes == 0, Self.isOpening(bytes[index]) { return index..<endOfBrackets(from: index) }
        return start..<endOfWord(from: start)
    }

    private func startsQuote(_ index: Int) -> Bool { index < bytes.count && Self.isQuote(bytes[index]) }

    private func endOfQuoted(from start: Int, quote: UInt8, slashes: Int) -> Int {
        var index = start
        var run = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\\") {
                run += 1
            } else {
                if bytes[index] == quote, run == slashes || (slashes == 0 && run % 2 == 0) { return index - slashes }
                run = 0
            }
            index += 1
        }
        return bytes.count
    }

    private func endOfBrackets(from start: Int) -> Int {
        var depth = 0
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if Self.isQuote(byte) {
                index = endOfQuoted(from: index + 1, quote: byte, slashes: 0)
            } else if Self.isOpening(byte) {
                depth += 1
            } else if Self.isClosing(byte) {
                depth -= 1
                if depth == 0 { return index + 1 }
            }
            index += 1
        }
        return bytes.count
    }

    /// A bare value ends at white space or a delimiter; after `Bearer`, `Basic` and the like the next word belongs to it.
    private func endOfWord(from start: Int) -> Int {
        var end = start
        while end < bytes.count, !Self.isDelimiter(bytes[end]) { end += 1 }
        let word = bytes[start..<end].map(Self.normalized)
        let isScheme = ["bearer", "basic", "digest", "token"].contains { $0.utf8.elementsEqual(word) }
        guard isScheme, end < bytes.count, bytes[end] == 0x20 else { return end }
        end += 1
        while end < bytes.count, !Self.isDelimiter(bytes[end]) { end += 1 }
        return end
    }

    private func isNothing(_ range: Range<Int>) -> Bool {
        ["None", "null", "True", "False", "true", "false", "...", Redactor.mark].contains {
            $0.utf8.elementsEqual(bytes[range])
        }
    }

    /// The password in `scheme://user:password@host`, also where the text ends before the host.
    private func credentials(at colon: Int) -> Secret? {
        guard colon > 0, colon + 2 < bytes.count, bytes[colon + 1] == UInt8(ascii: "/"),
            bytes[colon + 2] == UInt8(ascii: "/"), Self.isNamePart(bytes[colon - 1])
        else { return nil }
        let start = colon + 3
        var end = start
        while end < bytes.count, !Self.endsAuthority(bytes[end]) { end += 1 }
        let authority = bytes[start..<end]
        guard let separator = authority.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
            return separator + 1 < at ? Secret(name: "url", range: separator + 1..<at) : nil
        }
        let rest = bytes[(separator + 1)..<end]
        let isCut = end == bytes.count && rest.contains { !(48...57).contains($0) && $0 != UInt8(ascii: ".") }
        return isCut && authority.first != UInt8(ascii: "[") ? Secret(name: "url", range: separator + 1..<end) : nil
    }

    private func bearer(before space: Int) -> Secret? {
        guard space >= 6, bytes[space - 6..<space].lazy.map(Self.normalized).elementsEqual("bearer".utf8) else {
            return nil
        }
        let start = space + 1
        var end = start
        while end < bytes.count, !Self.isDelimiter(bytes[end]), !Self.isQuote(bytes[end]) { end += 1 }
        return end - start >= 6 ? Secret(name: "bearer", range: start..<end) : nil
    }

    /// Whether a name holds a part, which is in small letters.
    private func contains(_ name: Range<Int>, _ part: [UInt8]) -> Bool {
        guard name.count >= part.count else { return false }
        return (name.lowerBound...(name.upperBound - part.count)).contains { start in
            part.indices.allSatisfy { Self.normalized(bytes[start + $0]) == part[$0] }
        }
    }

    private static func normalized(_ byte: UInt8) -> UInt8 {
        (65...90).contains(byte) ? byte + 32 : byte == UInt8(ascii: "-") ? UInt8(ascii: "_") : byte
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte >= 0x80
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

    private static func isPrefix(_ byte: UInt8) -> Bool {
        "bBrRuUfF".utf8.contains(byte)
    }

    private static func isOpening(_ byte: UInt8) -> Bool { "([{".utf8.contains(byte) }

    private static func isClosing(_ byte: UInt8) -> Bool { ")]}".utf8.contains(byte) }

    private static func isDelimiter(_ byte: UInt8) -> Bool { byte <= 0x20 || ",;&)]}'\"\\".utf8.contains(byte) }

    private static func endsAuthority(_ byte: UInt8) -> Bool { byte <= 0x20 || "/?#'\"\\,;)]}<>".utf8.contains(byte) }
}
