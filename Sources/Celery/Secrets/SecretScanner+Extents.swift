/// Where values end.
extension SecretScanner {
    /// Where a value that begins here ends: a quoted text, brackets and all between, an instance of a class, or a word.
    func extent(of start: Int) -> Range<Int> {
        var index = start
        while index < bytes.count, index - start < 2, Self.isPrefix(bytes[index]), startsText(index + 1) { index += 1 }
        if let entity = quoteEntity(index) {
            return index + entity..<endOfEntityText(index + entity, quote: index, entity)
        }
        let slashes = slashes(index)
        index += slashes
        guard index < bytes.count else { return start..<start }
        if Self.isQuote(bytes[index]) { return text(from: index, slashes: slashes) }
        if slashes == 0 {
            if Self.isOpening(bytes[index]) { return index..<endOfBrackets(from: index) }
            if bytes[index] == UInt8(ascii: "<") { return index..<endOfAngles(from: index) }
            if let end = endOfCall(from: index) { return index..<end }
        }
        return start..<endOfWord(from: start)
    }

    private func startsText(_ index: Int) -> Bool {
        Self.isQuote(byte(index + slashes(index))) || Self.isPrefix(byte(index)) && Self.isQuote(byte(index + 1))
    }

    /// The inside of a quoted text, and of those that follow it without a space.
    private func text(from quote: Int, slashes: Int) -> Range<Int> {
        let sign = bytes[quote]
        if slashes == 0, byte(quote + 1) == sign, byte(quote + 2) == sign {
            var end = quote + 3
            while end < bytes.count, !(bytes[end] == sign && byte(end + 1) == sign && byte(end + 2) == sign) {
                end += 1
            }
            effort.spend(quote..<end)
            return quote + 3..<end
        }
        var end = endOfQuoted(from: quote + 1, quote: sign, slashes: slashes)
        // `'it''s'` in SQL and YAML, `'x'"y"` in a shell.
        while end < bytes.count {
            let next = end + 2 * slashes + 1
            guard self.slashes(end + slashes + 1) == slashes, Self.isQuote(byte(next)), Self.isWordPart(byte(next + 1))
            else { break }
            end = endOfQuoted(from: next + 1, quote: bytes[next], slashes: slashes)
        }
        return quote + 1..<end
    }

    /// Where a quoted text ends, without what escapes its closing quote.
    func endOfQuoted(from start: Int, quote: UInt8, slashes: Int) -> Int {
        var index = start
        var run = 0
        defer { effort.spend(start..<max(start, index)) }
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\\") {
                run += 1
            } else {
                // One that is escaped less than the opening one ends what all this is quoted in.
                let ends = slashes == 0 ? run % 2 == 0 : run <= slashes
                if bytes[index] == quote, ends { return index - (slashes == 0 ? 0 : run) }
                run = 0
            }
            index += 1
        }
        return bytes.count
    }

    /// What follows the bracket that closes the one here.
    func endOfBrackets(from start: Int) -> Int {
        var (depth, run, index) = (0, 0, start)
        defer { effort.spend(start..<max(start, index)) }
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\\") {
                run += 1
                index += 1
                continue
            }
            if Self.isQuote(byte), !isApostrophe(index) {
                let end = endOfQuoted(from: index + 1, quote: byte, slashes: run)
                index = min(end + slashes(end), bytes.count)
            } else if Self.isOpening(byte) {
                depth += 1
            } else if Self.isClosing(byte) {
                depth -= 1
                if depth == 0 { return index + 1 }
            }
            run = 0
            index += 1
        }
        return bytes.count
    }

    /// Whether a quote stands within a word: `it's`.
    func isApostrophe(_ index: Int) -> Bool {
        bytes[index] == UInt8(ascii: "'") && Self.isLetter(byte(index + 1)) && Self.isLetter(byte(index - 1))
            && !(Self.isPrefix(bytes[index - 1]) && !Self.isWordPart(byte(index - 2)))
    }

    /// The end of `<Secret 'x'>`, or of the line.
    private func endOfAngles(from start: Int) -> Int {
        var (depth, index) = (0, start)
        defer { effort.spend(start..<max(start, index)) }
        while index < bytes.count, bytes[index] != 0x0A {
            if bytes[index] == UInt8(ascii: "<") { depth += 1 }
            if bytes[index] == UInt8(ascii: ">") {
                depth -= 1
                if depth == 0 { return index + 1 }
            }
            index += 1
        }
        return index
    }

    /// The end of `SecretStr('x')`, `base64.b64decode(b'x').decode()` and the like; `nil` for a word that no bracket
    /// follows.
    private func endOfCall(from start: Int) -> Int? {
        var index = start
        var hasBrackets = false
        defer { effort.spend(start..<max(start, index)) }
        while index < bytes.count {
            let name = index
            while index < bytes.count,
                Self.isWordPart(bytes[index]) || bytes[index] == UInt8(ascii: "_") || bytes[index] >= 0x80
                    || bytes[index] == UInt8(ascii: ".")
            {
                index += 1
            }
            guard index > name || hasBrackets, index < bytes.count, Self.isOpening(bytes[index]) else { break }
            guard index > start, !Self.isDigit(bytes[start]) else { break }
            index = endOfBrackets(from: index)
            hasBrackets = true
        }
        return hasBrackets ? index : nil
    }

    /// A bare value ends at white space or a delimiter; after `Bearer`, `Basic` and the like the next word belongs to
    /// it.
    func endOfWord(from start: Int) -> Int {
        var end = endOfPlainWord(from: start)
        let isScheme = ["bearer", "basic", "digest", "token", "apikey"].contains { equals(start..<end, $0) }
        if isScheme, byte(end) == 0x20 { end = endOfPlainWord(from: end + 1) }
        return end
    }

    func endOfPlainWord(from start: Int) -> Int {
        var end = start
        defer { effort.spend(start..<max(start, end)) }
        while end < bytes.count {
            let byte = bytes[end]
            if byte == UInt8(ascii: "\\") {
                if quoteEntity(end) != nil { break }
                let count = slashes(end)
                let next = self.byte(end + count)
                if "nrt".utf8.contains(next) && count % 2 == 1 || Self.isQuote(next) || next == 0 { break }
                end += count
            } else if Self.isQuote(byte) {
                // A quote within a word ends nothing.
                guard end > start, Self.isWordPart(self.byte(end + 1)), Self.isWordPart(self.byte(end - 1)) else {
                    break
                }
                end += 1
            } else if byte == UInt8(ascii: "&") && (end == start || quoteEntity(end) == nil) && end > start {
                break
            } else if Self.isDelimiter(byte) && byte != UInt8(ascii: "&") {
                break
            } else if quoteEntity(end) != nil {
                break
            } else {
                end += 1
            }
        }
        return end
    }

    /// The length of a quote that is written as an entity, percent-encoded, or as an escape.
    func quoteEntity(_ start: Int) -> Int? {
        if byte(start) == UInt8(ascii: "\\") {
            let slashes = slashes(start)
            let sign = start + slashes
            return word(["u0022", "u0027", "x22", "x27"], at: sign).map { $0 - start }
        }
        guard byte(start) == UInt8(ascii: "&") || byte(start) == UInt8(ascii: "%") else { return nil }
        return ["&quot;", "&#34;", "&#39;", "&apos;", "&#x27;", "%22"].first { bytes[start...].starts(with: $0.utf8) }?
            .utf8.count
    }

    private func endOfEntityText(_ start: Int, quote: Int, _ length: Int) -> Int {
        firstPlace(of: bytes[quote..<quote + length], from: start) ?? bytes.count
    }

    /// Where some letters stand first.
    func firstPlace(of letters: some Collection<UInt8>, from start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        let place = (start..<bytes.count).first { bytes[$0...].starts(with: letters) }
        effort.spend(start..<(place ?? bytes.count))
        return place
    }
}
