/// Secrets in statements of SQL, and in what libraries say of refused values.
extension SecretScanner {
    /// SQL's `PASSWORD 'x'`.
    func statement(_ key: Key, _ next: Int) -> Range<Int>? {
        guard next > key.end, !key.isQuoted, equals(key.range, "password") || equals(key.range, "passphrase") else {
            return nil
        }
        let quote = Self.isPrefix(byte(next)) ? next + 1 : next
        guard Self.isQuote(byte(quote + slashes(quote))) else { return nil }
        return extent(of: next)
    }

    /// `IDENTIFIED BY 'x'`.
    func statement(after end: Int) -> Secret? {
        var start = skipBlanks(end)
        if !Self.isQuote(byte(start + slashes(start))), Self.isNameASCII(byte(start)) {
            while Self.isNameASCII(byte(start)) { start += 1 }
            guard let word = word(["by", "as"], at: skipBlanks(start)) else { return nil }
            start = skipBlanks(word)
        }
        guard Self.isQuote(byte(start + slashes(start))) else { return nil }
        return Secret(name: "password", range: extent(of: start))
    }

    /// So far behind a statement its parameters are looked for.
    private static let longestStatement = 2_000

    /// The values of columns that tell: `INSERT INTO users (name, password) VALUES ('bob', 'X')`, also where the values
    /// are parameters that follow it, `[parameters: ('bob', 'X')]`.
    func inserted(after end: Int) -> [Secret] {
        let limit = min(bytes.count, end + Self.longestStatement)
        guard let opening = bytes[end..<limit].firstIndex(of: UInt8(ascii: "(")), opening - end < 200 else { return [] }
        let columns = elements(within: opening)
        let telling = columns.enumerated().compactMap { place, column -> (Int, String)? in
            let name = bytes[column].prefix(2 * Self.longestName).filter { Self.isNamePart($0) }
            return name.withUnsafeBufferPointer { lookAlikes.tellingName($0[...]) }.map { (place, $0) }
        }
        guard !telling.isEmpty, var next = columns.last?.upperBound else { return [] }
        var found: [Secret] = []
        while next < limit, found.count < 100, !effort.isSpent {
            guard let bracket = bytes[next..<limit].firstIndex(of: UInt8(ascii: "(")) else { break }
            let values = elements(within: bracket)
            let isCut = values.last?.upperBound == bytes.count && values.count < columns.count
            guard values.count == columns.count || isCut else {
                next = bracket + 1
                continue
            }
            for (place, name) in telling where place < values.count {
                let start = skipSpace(values[place].lowerBound)
                let range = extent(of: start)
                // In a line of source these may be names; a literal has quotes, or digits.
                let isLiteral = range.lowerBound > start || Self.isDigit(byte(start))
                if isLiteral, !isPlaceholder(range) { found.append(Secret(name: name, range: range)) }
            }
            next = values.last?.upperBound ?? limit
        }
        return found
    }

    private func isPlaceholder(_ range: Range<Int>) -> Bool {
        guard let first = range.first.map({ bytes[$0] }) else { return true }
        return "?%:$@".utf8.contains(first) || isNothing(range)
    }

    /// What stands between the commas in a bracket.
    private func elements(within bracket: Int) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = bracket + 1
        var index = start
        defer { effort.spend(bracket..<index) }
        while index < bytes.count {
            let byte = bytes[index]
            if Self.isQuote(byte), !isApostrophe(index) {
                let slashes = slashes(before: index)
                let end = endOfQuoted(from: index + 1, quote: byte, slashes: slashes)
                index = min(end + self.slashes(end), bytes.count)
            } else if Self.isOpening(byte) {
                index = endOfBrackets(from: index) - 1
            } else if byte == UInt8(ascii: ",") || Self.isClosing(byte) {
                found.append(start..<index)
                if byte != UInt8(ascii: ",") { break }
                start = index + 1
            }
            index += 1
        }
        if index >= bytes.count, start < bytes.count { found.append(start..<bytes.count) }
        // A tuple of one has a comma at its end.
        if let last = found.last, found.count > 1, last.allSatisfy({ Self.isSpace(bytes[$0]) }) { found.removeLast() }
        return found
    }

    /// What a validation refused of a name that tells, which stands on the line before:
    /// `password\n  String should have … [type=…, input_value='X', input_type=str]`.
    func input(after letters: Range<Int>) -> Secret? {
        var start = letters.lowerBound
        while start > 0, letters.lowerBound - start < 400, !endsLine(start) { start -= 1 }
        guard start > 0, endsLine(start) else { return nil }
        let end = bytes[start - 1] == 0x0A ? start - 1 : start - 2
        start = end
        while start > 0, end - start < 2 * Self.longestName, !endsLine(start) { start -= 1 }
        guard let name = lookAlikes.tellingName(bytes[start..<end]) else { return nil }
        return Secret(name: name, range: extent(of: letters.upperBound))
    }

    /// Whether a line feed, or the escape for one, stands before a place.
    private func endsLine(_ place: Int) -> Bool {
        byte(place - 1) == 0x0A || byte(place - 1) == UInt8(ascii: "n") && byte(place - 2) == UInt8(ascii: "\\")
    }
}
