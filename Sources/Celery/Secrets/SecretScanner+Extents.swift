extension SecretScanner {
    /// Where a value that begins here ends: a quoted text, brackets and all between, or a word.
    func extent(of start: Int) -> Range<Int> {
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

    /// Where a value ends that follows `name: ` in running text: it may have blanks in it.
    ///
    /// That of a header goes to the end of its line, or of the text that the header is quoted in.
    func line(from start: Int, of name: Range<Int>) -> Range<Int> {
        let isHeader = equals(name.suffix(6), "cookie") || equals(name.suffix(13), "authorization")
        guard isHeader else {
            guard start < bytes.count, !startsQuote(start), !Self.isOpening(bytes[start]) else {
                return extent(of: start)
            }
            return start..<endOfPhrase(from: start)
        }
        let quote = enclosingQuote(of: name)
        var end = start
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D, bytes[end] != quote {
            guard bytes[end] == UInt8(ascii: "\\"), end + 1 < bytes.count else {
                end += 1
                continue
            }
            // A line feed as `repr` and JSON write it, or a quote that ends nothing.
            if "nr".utf8.contains(bytes[end + 1]) { break }
            end += 2
        }
        return start..<min(end, bytes.count)
    }

    /// To the end of a phrase; of `name: str = 'x'`, which is a line of source, to the end of the text.
    private func endOfPhrase(from start: Int) -> Int {
        var end = start
        while end < bytes.count, !Self.endsPhrase(bytes[end]) { end += 1 }
        guard startsQuote(end), let last = bytes[start..<end].last(where: { $0 != 0x20 }), last == UInt8(ascii: "=")
        else { return end }
        return endOfQuoted(from: end + 1, quote: bytes[end], slashes: 0)
    }

    /// The quote that begins before a name on its line, if any.
    private func enclosingQuote(of name: Range<Int>) -> UInt8? {
        let before = bytes[max(0, name.lowerBound - 256)..<name.lowerBound]
        return before.last { Self.isQuote($0) || $0 == 0x0A }.flatMap { Self.isQuote($0) ? $0 : nil }
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
    func endOfWord(from start: Int) -> Int {
        var end = start
        while end < bytes.count, !Self.isDelimiter(bytes[end]) { end += 1 }
        let isScheme = ["bearer", "basic", "digest", "token"].contains { equals(start..<end, $0) }
        guard isScheme, end < bytes.count, bytes[end] == 0x20 else { return end }
        end += 1
        while end < bytes.count, !Self.isDelimiter(bytes[end]) { end += 1 }
        return end
    }
}
