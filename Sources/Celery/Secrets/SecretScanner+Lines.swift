/// Values that go on to the end of a line, or over several lines.
extension SecretScanner {
    /// Where a value ends that follows `name: ` in running text: it may have blanks in it.
    ///
    /// That of a header goes to the end of its line, or of the text that the header is quoted in.
    func value(onLineOf key: Key, _ start: Int) -> Range<Int> {
        let name = key.range
        if equals(name.suffix(6), "cookie") || equals(name.suffix(13), "authorization") {
            return start..<endOfLine(start, quote: enclosingQuote(before: name.lowerBound))
        }
        guard start < bytes.count else { return start..<start }
        let extent = extent(of: start)
        let isPlain =
            extent.lowerBound == start && !Self.isOpening(bytes[start]) && bytes[start] != UInt8(ascii: "<")
            && quoteEntity(start) == nil
            && !(extent.count > 1 && Self.isClosing(byte(extent.upperBound - 1)) && byte(extent.upperBound) != 0x20)
        guard isPlain else { return extent }
        return phrase(from: start, quote: enclosingQuote(before: name.lowerBound))
    }

    private func endOfLine(_ start: Int, quote: UInt8?) -> Int {
        var end = start
        defer { effort.spend(start..<max(start, end)) }
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D, bytes[end] != quote {
            guard bytes[end] == UInt8(ascii: "\\"), end + 1 < bytes.count else {
                end += 1
                continue
            }
            // A line feed as `repr` and JSON write it, or a quote that ends nothing.
            if escapedNewline(end) > 0 { break }
            end += 2
        }
        return min(end, bytes.count)
    }

    /// To the end of a phrase; of `name: str = 'x'`, which is a line of source, the literal.
    private func phrase(from start: Int, quote: UInt8?) -> Range<Int> {
        var end = start
        defer { effort.spend(start..<max(start, end)) }
        while end < bytes.count {
            let byte = bytes[end]
            if byte == 0x0A || byte == 0x0D || ",;)]}<".utf8.contains(byte) || escapedNewline(end) > 0
                || isWideStop(end)
            {
                break
            }
            if byte == UInt8(ascii: "\\") {
                let count = slashes(end)
                if Self.isQuote(self.byte(end + count)) { break }
                end += count
                continue
            }
            if Self.isQuote(byte), !isApostrophe(end) {
                if bytes[start..<end].last(where: { $0 != 0x20 }) == UInt8(ascii: "=") { return extent(of: end) }
                if byte == quote || !Self.isSpace(self.byte(end - 1)) { break }
                end = endOfQuoted(from: end + 1, quote: byte, slashes: 0)
            }
            end += 1
        }
        end = min(end, bytes.count)
        while end > start, bytes[end - 1] == 0x20 { end -= 1 }
        return start..<end
    }

    /// Whether a full-width comma, semicolon or full stop stands here.
    func isWideStop(_ index: Int) -> Bool {
        byte(index) >= 0xE3 && ["，", "；", "。", "、"].contains { bytes[index...].starts(with: $0.utf8) }
    }

    /// Whether any full-width sign stands here that parts a name from others.
    func isWideSign(_ index: Int) -> Bool { isWideSeparator(index) || isWideStop(index) }

    /// The quote that begins before a name on its line, if any.
    func enclosingQuote(before start: Int) -> UInt8? {
        let before = bytes[max(0, start - 256)..<start]
        return before.last { Self.isQuote($0) || $0 == 0x0A }.flatMap { Self.isQuote($0) ? $0 : nil }
    }

    /// A block of YAML, or what else stands further in on the lines below `name:`.
    ///
    /// `nil` where the value begins on the name's own line.
    func block(under key: Key, _ start: Int, _ separator: Int) -> Range<Int>? {
        guard bytes[separator] == UInt8(ascii: ":") else { return nil }
        var index = start
        // A tag or an anchor, then the sign of a block: `!vault |-`.
        for _ in 0..<2 where byte(index) == UInt8(ascii: "!") || byte(index) == UInt8(ascii: "&") {
            while index < bytes.count, !Self.isSpace(bytes[index]) { index += 1 }
            index = skipBlanks(index)
        }
        effort.spend(start..<max(start, index))
        if byte(index) == UInt8(ascii: "|") || byte(index) == UInt8(ascii: ">") {
            index += 1
            while "+-".utf8.contains(byte(index)) || Self.isDigit(byte(index)) { index += 1 }
        } else if index > start || key.isQuoted {
            return nil
        }
        index = skipBlanks(index)
        let first = lineBreak(index)
        guard first > 0 else { return nil }
        return lines(
            from: index + first, furtherInThan: indentation(of: key.range.lowerBound),
            isEscaped: bytes[index] == UInt8(ascii: "\\"))
    }

    /// The value of YAML's explicit key, `? password`, which begins the next line behind a colon.
    func explicitValue(of key: Key, _ next: Int) -> Range<Int>? {
        var opening = key.range.lowerBound
        if key.isQuoted { opening -= 1 + slashes(before: opening - 1) }
        var sign = opening
        while Self.isBlank(byte(sign - 1)) { sign -= 1 }
        guard sign < opening, byte(sign - 1) == UInt8(ascii: "?"), lineBreak(next) > 0 else { return nil }
        let colon = skipSpace(next)
        guard byte(colon) == UInt8(ascii: ":") else { return nil }
        let start = skipBlanks(colon + 1)
        return block(under: key, start, colon)
            ?? (Self.isQuote(byte(start)) ? extent(of: start) : value(onLineOf: key, start))
    }

    /// How many bytes a line feed takes here, with a carriage return before it, escaped or not; 0 where none is.
    private func lineBreak(_ start: Int) -> Int {
        if byte(start) == 0x0A { return 1 }
        if byte(start) == 0x0D { return byte(start + 1) == 0x0A ? 2 : 1 }
        let escape = escapedNewline(start)
        guard escape > 0, byte(start + escape - 1) == UInt8(ascii: "r") else { return escape }
        return escape + escapedNewline(start + escape)
    }

    /// How far in the line of a name begins.
    private func indentation(of start: Int) -> Int {
        var index = start
        while index > 0, bytes[index - 1] == 0x20 || bytes[index - 1] == UInt8(ascii: "-") { index -= 1 }
        return start - index
    }

    /// The lines from here on that begin further in; where there is none, the next one if it is no other name's.
    private func lines(from start: Int, furtherInThan depth: Int, isEscaped: Bool) -> Range<Int> {
        var (index, first, last) = (start, start, start)
        defer { effort.spend(start..<max(start, index)) }
        while index < bytes.count {
            let content = skipBlanks(index)
            let end = endOfTextLine(content, isEscaped: isEscaped)
            let isBlank = content == end
            let isItem = byte(content) == UInt8(ascii: "-") && content - index >= depth && byte(content + 1) == 0x20
            if !isBlank {
                if content - index <= depth && !isItem {
                    let isOther =
                        bytes[content..<end].contains(UInt8(ascii: ":"))
                        || bytes[content..<end].contains(UInt8(ascii: "="))
                    if last == start, !isOther { (first, last) = (content, end) }
                    break
                }
                if last == start { first = content }
                last = end
            }
            let next = lineBreak(end)
            guard next > 0 else { break }
            index = end + next
        }
        return first..<max(first, last)
    }

    /// The end of a line; of one within a quoted text, that of the text if it comes before.
    private func endOfTextLine(_ start: Int, isEscaped: Bool) -> Int {
        var index = start
        defer { effort.spend(start..<max(start, index)) }
        while index < bytes.count, lineBreak(index) == 0 {
            if isEscaped {
                let next = byte(index + 1)
                if Self.isQuote(bytes[index]), next == 0 || ",)]}:".utf8.contains(next),
                    bytes[max(0, index - 1)] != UInt8(ascii: "\\")
                {
                    break
                }
            }
            index += 1
        }
        return index
    }
}
