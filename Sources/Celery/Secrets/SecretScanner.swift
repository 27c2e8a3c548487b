/// Finds secrets in the bytes of a text, which have to stay where they are meanwhile.
struct SecretScanner {
    /// A secret: where it is, and under which name.
    struct Secret {
        let name: String
        let range: Range<Int>
    }

    let bytes: UnsafeBufferPointer<UInt8>
    private let names: [[UInt8]]

    /// Longer names than this are nobody's.
    private static let longestName = 64

    init(_ bytes: UnsafeBufferPointer<UInt8>, names: [[UInt8]]) {
        self.bytes = bytes
        self.names = names
    }

    /// All secrets, in order, none within another.
    func secrets() -> [Secret] {
        var found: [Secret] = []
        var index = 0
        while index < bytes.count {
            guard let secret = secret(at: index) else {
                index += 1
                continue
            }
            found.append(secret)
            index = max(index + 1, secret.range.upperBound)
        }
        return found
    }

    /// The secret that this byte tells of: mostly a separator with a telling name before it.
    private func secret(at index: Int) -> Secret? {
        switch bytes[index] {
        case UInt8(ascii: ":"): credentials(at: index) ?? value(after: index)
        case UInt8(ascii: "="), UInt8(ascii: ","): value(after: index)
        case UInt8(ascii: " "), 0x09: bearer(before: index) ?? argument(after: index)
        case UInt8(ascii: ">"): element(after: index)
        case UInt8(ascii: "%"): encodedValue(after: index)
        case UInt8(ascii: "-"): privateKey(at: index)
        case UInt8(ascii: "e"): webToken(at: index)
        default: nil
        }
    }

    /// What stands after a separator, where a telling name stands before it.
    private func value(after separator: Int) -> Secret? {
        guard let name = name(before: separator), isTelling(name, at: separator) else { return nil }
        var start = separator + 1
        if bytes[separator] == UInt8(ascii: "="), start < bytes.count, bytes[start] == UInt8(ascii: ">") { start += 1 }
        while start < bytes.count, Self.isSpace(bytes[start]) { start += 1 }
        let isLine = bytes[separator] == UInt8(ascii: ":") && start > separator + 1 && !isQuoted(name)
        let range = isLine ? line(from: start, of: name) : extent(of: start)
        return secret(named: name, range)
    }

    /// Such a secret, unless it is none.
    func secret(named name: Range<Int>, _ range: Range<Int>) -> Secret? {
        guard !range.isEmpty, !isNothing(range) else { return nil }
        return Secret(name: String(decoding: bytes[name].map(Self.normalized), as: UTF8.self), range: range)
    }

    /// Whether a name looks like that of a secret, or is the `value` in `{'name': 'password', 'value': 'x'}`.
    private func isTelling(_ name: Range<Int>, at separator: Int) -> Bool {
        if isTelling(name) { return !isException(name, at: separator) }
        guard isQuoted(name), equals(name, "value") else { return isTellingInTwoWords(name) }
        // Back over the opening quote and the comma, each quote with what escapes it.
        var end = name.lowerBound - 1
        while end > 0, Self.isSpace(bytes[end - 1]) || ",\\".utf8.contains(bytes[end - 1]) { end -= 1 }
        guard end > 0, Self.isQuote(bytes[end - 1]) else { return false }
        end -= 1
        while end > 0, bytes[end - 1] == UInt8(ascii: "\\") { end -= 1 }
        return isTelling(word(endingAt: end))
    }

    /// Whether a name looks like that of a secret.
    func isTelling(_ name: Range<Int>) -> Bool {
        names.contains { contains(name, $0) } || endsInWord(name, "pass") || endsInWord(name, "auth")
    }

    /// `API key: …`
    private func isTellingInTwoWords(_ name: Range<Int>) -> Bool {
        guard name.lowerBound > 1, bytes[name.lowerBound - 1] == 0x20 else { return false }
        let both = word(endingAt: name.lowerBound - 1).lowerBound..<name.upperBound
        return names.contains { $0.contains(UInt8(ascii: "_")) && contains(both, $0) }
    }

    /// `TokenExpiredError: …` is no secret's name.
    private func isException(_ name: Range<Int>, at separator: Int) -> Bool {
        bytes[separator] == UInt8(ascii: ":")
            && ["error", "exception", "warning"].contains { part in
                name.count > part.utf8.count && equals(name.suffix(part.utf8.count), part)
            }
    }

    /// The name before a separator; with quotes around it, or none, or in brackets: `user['password'] = 'x'`. Before a
    /// comma it has to be quoted and the first of a pair, `('password', 'x')`, or a program's argument: `'--password', 'x'`.
    func name(before separator: Int) -> Range<Int>? {
        var end = separator
        while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
        if end > 1, bytes[end - 1] == UInt8(ascii: "]"), bytes[separator] != UInt8(ascii: ",") { end -= 1 }
        let quoted = end > 0 && Self.isQuote(bytes[end - 1])
        if quoted {
            end -= 1
            while end > 0, bytes[end - 1] == UInt8(ascii: "\\") { end -= 1 }
        }
        let name = word(endingAt: end)
        guard !name.isEmpty else { return nil }
        if bytes[separator] == UInt8(ascii: ",") {
            guard quoted, name.lowerBound > 1, Self.isQuote(bytes[name.lowerBound - 1]) else { return nil }
            if bytes[name.lowerBound] == UInt8(ascii: "-") { return name }
            var opening = name.lowerBound - 2
            while opening > 0, bytes[opening] == UInt8(ascii: "\\") { opening -= 1 }
            guard bytes[opening] == UInt8(ascii: "(") || bytes[opening] == UInt8(ascii: "[") else { return nil }
        }
        return name
    }

    private func word(endingAt end: Int) -> Range<Int> {
        var start = end
        while start > 0, Self.isNamePart(bytes[start - 1]), end - start < Self.longestName { start -= 1 }
        return start..<end
    }

    private func isQuoted(_ name: Range<Int>) -> Bool {
        name.upperBound < bytes.count && (Self.isQuote(bytes[name.upperBound]) || bytes[name.upperBound] == 0x5C)
    }

    private func isNothing(_ range: Range<Int>) -> Bool {
        ["None", "null", "True", "False", "true", "false", "...", Redactor.mark, "[redacted"].contains {
            $0.utf8.elementsEqual(bytes[range])
        }
    }

    /// Whether a name holds a part, which is in small letters.
    private func contains(_ name: Range<Int>, _ part: [UInt8]) -> Bool {
        guard name.count >= part.count else { return false }
        return (name.lowerBound...(name.upperBound - part.count)).contains { start in
            part.indices.allSatisfy { Self.normalized(bytes[start + $0]) == part[$0] }
        }
    }

    /// Whether a name is a word, or ends in it after a `_`: `db_pass`, which `compass` isn't.
    private func endsInWord(_ name: Range<Int>, _ word: String) -> Bool {
        let length = word.utf8.count
        guard name.count >= length, equals(name.suffix(length), word) else { return false }
        return name.count == length || Self.normalized(bytes[name.upperBound - length - 1]) == UInt8(ascii: "_")
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
}
