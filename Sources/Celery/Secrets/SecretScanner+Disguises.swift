/// Names that are cut, escaped, or written with other letters than they seem.
extension SecretScanner {
    /// The value of a name of which only the end is there, at the beginning of the text: `sword': 'hunter2'`.
    func secretUnderCutHead() -> Secret? {
        var start = 0
        if byte(0) == UInt8(ascii: ".") || byte(0) == 0xE2 {
            for dots in ["...", "…"] where bytes.starts(with: dots.utf8) { start = dots.utf8.count }
        }
        guard Self.isLetter(byte(start)) || start > 0 else { return nil }
        var end = start
        while end < bytes.count, end < Self.longestName, Self.isNamePart(bytes[end]) { end += 1 }
        let slashes = slashes(end)
        guard Self.isQuote(byte(end + slashes)) else { return nil }
        // A literal with a prefix begins so, too.
        let next = skipBlanks(end + slashes + 1)
        guard byte(next) == UInt8(ascii: ":") else { return nil }
        let range = extent(of: skipSpace(next + 1))
        return isNothing(range) ? nil : Secret(name: "cut_name", range: range)
    }

    /// What follows a name that was cut: `'passw...': 'hunter2'`; in a pair, where what is left begins like one that
    /// tells.
    func secretUnderCutKey(_ end: Range<Int>) -> Secret? {
        var next = skipBlanks(end.upperBound)
        guard byte(next) == UInt8(ascii: ":") || byte(next) == UInt8(ascii: ",") else { return nil }
        let isPair = bytes[next] == UInt8(ascii: ",")
        var start = end.lowerBound
        while start > 0, end.lowerBound - start < Self.longestName, !Self.isQuote(bytes[start - 1]) { start -= 1 }
        if isPair {
            guard lookAlikes.beginsTelling(bytes[start..<end.lowerBound]) else { return nil }
            var opening = start - 1 - slashes(before: start - 1)
            while opening > 0, Self.isPrefix(bytes[opening - 1]) { opening -= 1 }
            guard "([".utf8.contains(byte(opening - 1)) else { return nil }
        }
        next = skipSpace(next + 1)
        let range = extent(of: next)
        return isNothing(range) ? nil : Secret(name: "cut_name", range: range)
    }

    /// The key around a place where a letter may stand for another, if it is one that tells when it is read as people
    /// do.
    func keyInDisguise(at place: Int) -> (key: Key, name: String)? {
        guard let key = quotedKey(around: place) ?? bareKey(around: place) else { return nil }
        var isCut = false
        for dots in ["…".utf8, "...".utf8] where bytes[key.range].suffix(dots.count).elementsEqual(dots) {
            isCut = true
        }
        if isCut, byte(skipBlanks(key.end)) == UInt8(ascii: ":") { return (key, "cut_name") }
        return lookAlikes.tellingName(bytes[key.range]).map { (key, $0) }
    }

    /// A key in quotes, whatever is in it.
    private func quotedKey(around place: Int) -> Key? {
        var (start, end) = (place, place)
        while end < bytes.count, end - place < Self.longestName, !Self.isQuote(bytes[end]), bytes[end] != 0x0A {
            end += 1
        }
        guard Self.isQuote(byte(end)) else { return nil }
        let next = skipBlanks(end + 1)
        guard ":=,]".utf8.contains(byte(next)) else { return nil }
        while start > 0, place - start < 2 * Self.longestName, !Self.isQuote(bytes[start - 1]), bytes[start - 1] != 0x0A
        { start -= 1 }
        guard byte(start - 1) == bytes[end] else { return nil }
        let slashes = slashes(before: end)
        let key = Key(range: start..<(end - slashes), end: end + 1, quote: bytes[end], slashes: slashes)
        return bytes[next] == UInt8(ascii: ",") && !isFirstOfPair(key) ? nil : key
    }

    private func bareKey(around place: Int) -> Key? {
        var (start, end) = (place, place)
        while start > 0, place - start < Self.longestName, Self.isNamePart(bytes[start - 1]), !endsEscape(start),
            !isWideSign(start - 3)
        {
            start -= 1
        }
        while end < bytes.count, end - place < Self.longestName, Self.isNamePart(bytes[end]), !isWideSign(end) {
            end += 1
        }
        guard end > start else { return nil }
        let next = skipBlanks(end)
        guard next < bytes.count, ":=".utf8.contains(bytes[next]) || isWideSeparator(next) else { return nil }
        return Key(range: start..<end, end: end, quote: nil, slashes: 0)
    }
}
