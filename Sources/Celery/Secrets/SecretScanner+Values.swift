/// What stands under a name.
extension SecretScanner {
    /// The secrets under a name, if it is a name with a value: mostly one, of a line of source each of its literals.
    func values(under key: Key, _ name: String) -> [Secret] {
        let single = { (range: Range<Int>?) in range.map { [Secret(name: name, range: $0)] } ?? [] }
        let next = skipBlanks(byte(key.end) == UInt8(ascii: "]") ? key.end + 1 : key.end)
        if next >= bytes.count { return [] }
        if bytes[next] == UInt8(ascii: "("), next == key.end, !key.isQuoted { return instance(of: key, name) }
        if bytes[next] != UInt8(ascii: ":"), bytes[next] != UInt8(ascii: "="),
            let range = element(key, next) ?? option(key, next) ?? statement(key, next) ?? described(key)
                ?? partOfForm(key) ?? spoken(key, next, name)
        {
            return single(range)
        }
        guard let start = valueStart(key, next), start <= bytes.count else { return [] }
        if bytes[next] == UInt8(ascii: "%") { return single(start..<endOfParameter(start)) }
        let isColon = bytes[next] == UInt8(ascii: ":") || bytes[next] == 0xEF
        if isColon, !key.isQuoted, isException(key.range) { return [] }
        if let line = sourceLine(of: key.range) {
            guard let literal = line.literal else {
                return literals(from: start, name).filter { !isMeasure(key, $0.range) }
            }
            let range = isColon && !key.isQuoted ? value(onLineOf: key, start) : extent(of: start)
            let bounded = min(range.lowerBound, literal)..<min(range.upperBound, literal)
            return isMeasure(key, bounded) || isExpression(bounded) || isPattern(bounded) ? [] : single(bounded)
        }
        let range =
            block(under: key, start, next)
            ?? (isColon && !key.isQuoted && start > next + 1 || bytes[next] == 0xEF
                ? value(onLineOf: key, start) : extent(of: start))
        return isMeasure(key, range) ? [] : single(range)
    }

    /// Where the value begins behind a separator; `nil` where there is none.
    private func valueStart(_ key: Key, _ separator: Int) -> Int? {
        var start = separator + 1
        switch bytes[separator] {
        case UInt8(ascii: ":"):
            if byte(start) == UInt8(ascii: ":") || bytes[start...].starts(with: "//".utf8) { return nil }
            if byte(start) == UInt8(ascii: "=") { start += 1 }
        case UInt8(ascii: "="):
            if byte(start) == UInt8(ascii: ">") || byte(start) == UInt8(ascii: "=") { start += 1 }
        case UInt8(ascii: "!") where byte(start) == UInt8(ascii: "="): start += 1
        case UInt8(ascii: "%"):
            guard word(["3d", "3a"], at: start) != nil else { return nil }
            return start + 2
        case UInt8(ascii: ","):
            guard isFirstOfPair(key) else { return nil }
        case 0xEF where isWideSeparator(separator): start += 2
        default: return nil
        }
        start = skipBlanks(start)
        // A value on the next line is one where nothing else can be.
        guard bytes[separator] != UInt8(ascii: "=") || isBroken(start) else { return start }
        return key.isQuoted || bytes[separator] == UInt8(ascii: "=") ? skipSpace(start) : start
    }

    /// Whether a line ends here and a quoted text, or a bracket, begins the next.
    private func isBroken(_ start: Int) -> Bool {
        let next = skipSpace(start)
        return next > start && (Self.isQuote(byte(next)) || Self.isOpening(byte(next)))
    }

    /// Over white space, also that which is written as an escape.
    func skipSpace(_ start: Int) -> Int {
        var index = start
        while index < bytes.count {
            let escape = escapedNewline(index)
            if escape > 0 { index += escape } else if Self.isSpace(bytes[index]) { index += 1 } else { break }
        }
        effort.spend(start..<max(start, index))
        return index
    }

    /// Before a comma a name has to be quoted and the first of a pair, `('password', 'x')`, or a program's argument:
    /// `'--password', 'x'`.
    func isFirstOfPair(_ key: Key) -> Bool {
        guard let quote = key.quote else { return false }
        var start = key.range.lowerBound
        // A name of several words, `('API key', 'x')`, though no complaint: `('wrong password', 'bob')`.
        while byte(start - 1) == 0x20, Self.isNamePart(byte(start - 2)), key.range.lowerBound - start < Self.longestName
        {
            let end = start - 1
            start = end
            while start > 0, Self.isNamePart(bytes[start - 1]) { start -= 1 }
            let isComplaint = words(of: start..<end).contains { SecretNames.complaints.contains($0) }
            guard !isComplaint else { return false }
        }
        guard byte(start - 1) == quote else { return false }
        if bytes[start] == UInt8(ascii: "-") { return true }
        start -= 1 + slashes(before: start - 1)
        while start > 0, Self.isPrefix(bytes[start - 1]) { start -= 1 }
        while start > 0, Self.isSpace(bytes[start - 1]) { start -= 1 }
        return byte(start - 1) == UInt8(ascii: "(") || byte(start - 1) == UInt8(ascii: "[")
    }

    /// What follows a program's option: `--password hunter2`.
    private func option(_ key: Key, _ next: Int) -> Range<Int>? {
        guard next > key.end, !key.isQuoted, key.range.count > 2, bytes[key.range.lowerBound] == UInt8(ascii: "-"),
            byte(next) != UInt8(ascii: "-"), byte(next) != UInt8(ascii: "="), byte(next) != UInt8(ascii: ":")
        else { return nil }
        return extent(of: next)
    }

    /// What an element of XML encloses, `<password>hunter2</password>`, and what follows it in a property list.
    private func element(_ key: Key, _ next: Int) -> Range<Int>? {
        guard !key.isQuoted else { return nil }
        var start = key.range.lowerBound
        // A prefix of a namespace may stand before it.
        let first = max(0, start - 2 * Self.longestName)
        while start > first, Self.isNamePart(bytes[start - 1]) || ":.".utf8.contains(bytes[start - 1]) { start -= 1 }
        if bytes[next...].starts(with: "</key>".utf8), byte(start - 1) == UInt8(ascii: ">") {
            let value = skipSpace(next + 6)
            guard byte(value) == UInt8(ascii: "<"),
                let open = bytes[value...].prefix(256).firstIndex(of: UInt8(ascii: ">"))
            else { return nil }
            return open + 1..<(endOfElement(open + 1) ?? bytes.count)
        }
        guard byte(start - 1) == UInt8(ascii: "<"), byte(next) != UInt8(ascii: ":"),
            let open = bytes[next...].prefix(256).firstIndex(of: UInt8(ascii: ">"))
        else { return nil }
        if let end = endOfElement(open + 1) { return open + 1..<end }
        // `<password>` to the end of a text that was cut, `<Secret 'x'>` whole.
        if open == key.end { return byte(open + 1) == 0x20 ? nil : open + 1..<bytes.count }
        let isObject = bytes[next..<open].starts(with: "object ".utf8) || bytes[next..<open].contains(UInt8(ascii: "="))
        return next > key.end && !isObject && Self.isCapital(bytes[key.range.lowerBound]) ? next..<open : nil
    }

    private func endOfElement(_ start: Int) -> Int? {
        firstPlace(of: "</".utf8, from: start)
    }

    /// What follows a blank line behind `name="password"`: a part of a form, as RFC 7578 has it.
    private func partOfForm(_ key: Key) -> Range<Int>? {
        let opening = key.range.lowerBound - 1
        guard key.isQuoted, byte(opening - slashes(before: opening) - 1) == UInt8(ascii: "=") else { return nil }
        var (start, lines) = (key.end, 0)
        while lines < 2 {
            let escape = escapedNewline(start)
            let sign = byte(escape > 0 ? start + escape - 1 : start)
            guard escape > 0 || sign == 0x0D || sign == 0x0A else { return nil }
            if sign == 0x0A || sign == UInt8(ascii: "n") && escape > 0 { lines += 1 }
            start += max(1, escape)
        }
        var end = start
        while end < bytes.count, bytes[end] >= 0x20, escapedNewline(end) == 0 { end += 1 }
        effort.spend(start..<max(start, end))
        return end > start ? start..<end : nil
    }

    /// What stands beside a name that is itself a value: `{'name': 'password', 'value': 'x'}`, `name="password"
    /// value="x"`.
    private func described(_ key: Key) -> Range<Int>? {
        guard let quote = key.quote else { return nil }
        var next = skipSpace(key.end)
        if byte(next) == UInt8(ascii: ",") { next = skipSpace(next + 1) }
        next += slashes(next)
        let isQuoted = byte(next) == quote
        if isQuoted { next += 1 }
        guard let end = word(["value", "val", "content", "default"], at: next) else { return nil }
        next = end + slashes(end)
        if isQuoted {
            guard byte(next) == quote else { return nil }
            next += 1
        }
        next = skipBlanks(next)
        guard byte(next) == UInt8(ascii: isQuoted ? ":" : "=") else { return nil }
        return extent(of: skipSpace(next + 1))
    }

    /// Whether a number under a name counts or measures something: `max_tokens`.
    private func isMeasure(_ key: Key, _ range: Range<Int>) -> Bool {
        let isNumber = range.count <= 10 && bytes[range].allSatisfy { Self.isDigit($0) || $0 == UInt8(ascii: ".") }
        let isScheme = range.count <= 6 && (equals(range, "bearer") || equals(range, "basic"))
        guard isNumber || isScheme else { return false }
        let words = words(of: key.range)
        return isScheme ? words.last == "type" : words.count > 1 && words.contains { SecretNames.measures.contains($0) }
    }

    /// What an instance of a class is made of: `SecretStr('x')`, `Secret(value='x')`.
    private func instance(of key: Key, _ name: String) -> [Secret] {
        let words = words(of: key.range)
        let isClass = Self.isCapital(bytes[key.range.lowerBound]) || words.count == 1
        let isOfAuth = ["basicauth", "digestauth"].contains(name)
        let isCall = byte(key.range.lowerBound - 1) == UInt8(ascii: ".")
        guard isClass,
            !words.contains(where: { SecretNames.complaints.contains($0) && !($0 == "auth" && (isOfAuth || isCall)) }),
            !isVerb(before: key.range.lowerBound)
        else { return [] }
        if words.count == 1, !Self.isCapital(bytes[key.range.lowerBound]),
            !Self.isQuote(byte(key.end + 1 + slashes(key.end + 1))),
            !Self.isPrefix(byte(key.end + 1))
        {
            return []
        }
        if let line = sourceLine(of: key.range), line.literal == nil {
            return literals(from: key.range.lowerBound, name)
        }
        let end = endOfBrackets(from: key.end)
        let isClosed = end > key.end + 1 && byte(end - 1) == UInt8(ascii: ")")
        return [Secret(name: name, range: key.end + 1..<(isClosed ? end - 1 : end))]
    }

    /// Whether a name is defined here rather than used.
    private func isVerb(before start: Int) -> Bool {
        ["def ", "class "].contains { word in
            start >= word.utf8.count && bytes[(start - word.utf8.count)..<start].elementsEqual(word.utf8)
        }
    }
}
