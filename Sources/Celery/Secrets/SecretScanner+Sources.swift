/// Lines of source in a traceback, which stay what they are but for their literals.
extension SecretScanner {
    /// A place in a line of source.
    struct SourcePlace {
        /// The end of the literal that it is in; `nil` in the midst of code.
        let literal: Int?
    }

    /// So far back the `File "…"` of a statement of several lines is looked for.
    private static let longestStatement = 12
    private static let longestLine = 1_000

    /// What the line of source is like that a name is in; `nil` where it is in none.
    func sourceLine(of name: Range<Int>) -> SourcePlace? {
        let place = name.lowerBound
        guard let start = startOfLine(place), let content = contentOfLine(start, depth: 4), content <= place else {
            return nil
        }
        var line = start
        for _ in 0..<Self.longestStatement {
            guard line > 0 else { return nil }
            guard let before = startOfLine(lineEnd(before: line)) else { return nil }
            line = before
            if isFrame(line) { return SourcePlace(literal: endOfLiteral(around: name, from: content)) }
            guard contentOfLine(line, depth: 4) != nil else { return nil }
        }
        return nil
    }

    /// Where the line feed begins that a line follows.
    private func lineEnd(before start: Int) -> Int {
        if bytes[start - 1] == 0x0A { return start - 1 }
        return start - 1 - slashes(before: start - 1)
    }

    /// Where a line begins; `nil` for one that is longer than any of source.
    private func startOfLine(_ place: Int) -> Int? {
        var index = place
        while index > 0, bytes[index - 1] != 0x0A {
            guard place - index < Self.longestLine else { return nil }
            if bytes[index - 1] == UInt8(ascii: "n"), byte(index - 2) == UInt8(ascii: "\\"), byte(index) == 0x20 {
                return index
            }
            index -= 1
        }
        return index
    }

    /// Where the text of a line begins that is so far in; the frames of exception groups have a `|` before.
    private func contentOfLine(_ start: Int, depth: Int) -> Int? {
        var index = start
        while byte(index) == 0x20 { index += 1 }
        let isGrouped = byte(index) == UInt8(ascii: "|")
        let base = isGrouped ? index + 2 : start
        index = base
        while byte(index) == 0x20 { index += 1 }
        return index - base >= depth ? index : nil
    }

    private func isFrame(_ start: Int) -> Bool {
        guard let content = contentOfLine(start, depth: 2), bytes[content...].starts(with: "File ".utf8) else {
            return false
        }
        return Self.isQuote(byte(content + 5 + slashes(content + 5)))
    }

    private func endOfLiteral(around name: Range<Int>, from start: Int) -> Int? {
        var index = start
        let place = name.lowerBound
        defer { effort.spend(start..<max(start, index)) }
        while index < place {
            let slashes = slashes(index)
            index += slashes
            guard Self.isQuote(byte(index)), !isApostrophe(index) else {
                index += 1
                continue
            }
            let end = endOfQuoted(from: index + 1, quote: bytes[index], slashes: slashes)
            // A quoted key of a dictionary is code: what follows it counts.
            if end > place { return index + 1 == place && end == name.upperBound ? nil : end }
            index = end + self.slashes(end) + 1
        }
        return nil
    }

    /// Functions whose arguments are names, formats and the like.
    private static let harmlessFunctions: Set<String> = [
        "get", "getenv", "getattr", "hasattr", "setattr", "encode", "decode", "split", "rsplit", "partition",
        "rpartition", "strip", "lstrip",
        "rstrip", "join", "replace", "startswith", "endswith", "removeprefix", "removesuffix", "open", "loads", "dumps",
        "pop", "isinstance",
        "format", "strftime", "strptime", "print", "len", "find", "index", "env", "config", "getpass", "input",
        "resolve", "execute", "fetch",
        "getlist", "header", "match", "search", "sub", "fullmatch", "compile", "check", "delete",
    ]

    /// The literals of the expression that begins here, but for those that are names of something: keys, arguments of
    /// functions that look something up.
    func literals(from start: Int, _ name: String) -> [Secret] {
        var found: [Secret] = []
        var isHarmless = [false]
        var index = start
        defer { effort.spend(start..<max(start, index)) }
        if let end = number(at: start) { return [Secret(name: name, range: start..<end)] }
        while index < bytes.count, lineEnds(index) == false {
            let slashes = slashes(index)
            index += slashes
            guard index < bytes.count else { break }
            let byte = bytes[index]
            if Self.isQuote(byte) {
                let range = text(at: index, slashes)
                let isHarmless = isHarmless[isHarmless.count - 1] || isExpression(range)
                index = max(index + 1, range.upperBound + self.slashes(range.upperBound))
                if Self.isQuote(self.byte(index)) { index += 1 }
                // The keys of a dictionary are names.
                if !isHarmless, self.byte(skipBlanks(index)) != UInt8(ascii: ":") {
                    found.append(Secret(name: name, range: range))
                }
                continue
            }
            if Self.isOpening(byte) {
                isHarmless.append(isHarmless[isHarmless.count - 1] || isLookUp(index))
            } else if Self.isClosing(byte) {
                isHarmless.removeLast()
                if isHarmless.isEmpty { break }
            } else if isHarmless.count == 1,
                byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "#")
            {
                break
            }
            index += 1
        }
        return found
    }

    private func text(at quote: Int, _ slashes: Int) -> Range<Int> {
        let sign = bytes[quote]
        if slashes == 0, byte(quote + 1) == sign, byte(quote + 2) == sign { return extent(of: quote) }
        return quote + 1..<endOfQuoted(from: quote + 1, quote: sign, slashes: slashes)
    }

    private func lineEnds(_ index: Int) -> Bool {
        bytes[index] == 0x0A || escapedNewline(index) > 0 && byte(index + escapedNewline(index)) == 0x20
    }

    private func number(at start: Int) -> Int? {
        var end = start
        while Self.isDigit(byte(end)) { end += 1 }
        return end - start >= 3 && !Self.isNameASCII(byte(end)) && byte(end) != UInt8(ascii: ".") ? end : nil
    }

    /// Whether a bracket opens a subscript, or the arguments of a function that looks something up.
    private func isLookUp(_ bracket: Int) -> Bool {
        var start = bracket
        while start > 0, Self.isWordPart(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "_") { start -= 1 }
        let isNamed = start < bracket
        if bytes[bracket] == UInt8(ascii: "[") { return isNamed || bracket > 0 && Self.isClosing(bytes[bracket - 1]) }
        guard bytes[bracket] == UInt8(ascii: "("), isNamed else { return false }
        return Self.harmlessFunctions.contains(String(decoding: bytes[start..<bracket], as: UTF8.self))
    }

    /// Whether a literal holds a regular expression: `(\w+)`, `[^&]*`.
    func isPattern(_ range: Range<Int>) -> Bool {
        guard "([\\.".utf8.contains(byte(range.lowerBound)) else { return false }
        return ["\\w", "\\S", "\\d", "[^", ".*", ".+"].contains { bytes[range].firstRange(of: $0.utf8) != nil }
    }

    /// Whether a literal holds nothing but signs and places to put something in: `f"Bearer {token}"`.
    func isExpression(_ range: Range<Int>) -> Bool {
        var letters: [UInt8] = []
        var depth = 0
        for index in range {
            if bytes[index] == UInt8(ascii: "{") { depth += 1 }
            if depth == 0, Self.isWordPart(bytes[index]) || bytes[index] >= 0x80 {
                letters.append(Self.normalized(bytes[index]))
            }
            if bytes[index] == UInt8(ascii: "}") { depth = max(0, depth - 1) }
        }
        return letters.isEmpty
            || ["bearer", "basic", "token", "digest", "s"].contains { $0.utf8.elementsEqual(letters) }
    }
}
