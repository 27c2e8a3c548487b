/// Where the name is that a secret stands under.
extension SecretScanner {
    /// A name as it stands in a text.
    struct Key {
        /// The name alone.
        let range: Range<Int>
        /// What follows the name and its closing quote.
        let end: Int
        /// The quote around it, if any.
        let quote: UInt8?
        /// How many backslashes escape the quotes.
        let slashes: Int

        var isQuoted: Bool { quote != nil }
    }

    /// Longer names than this are nobody's.
    static let longestName = 64

    /// The name that some letters are part of.
    func key(around letters: Range<Int>) -> Key {
        var (lower, upper) = (letters.lowerBound, letters.upperBound)
        while lower > 0, letters.lowerBound - lower < Self.longestName, Self.isNamePart(bytes[lower - 1]),
            !endsEscape(lower)
        { lower -= 1 }
        while upper < bytes.count, upper - lower < Self.longestName, Self.isNamePart(bytes[upper]),
            !isWideSeparator(upper)
        { upper += 1 }
        let slashes = slashes(upper)
        let quote = byte(upper + slashes)
        if Self.isQuote(quote) {
            return Key(range: lower..<upper, end: upper + slashes + 1, quote: quote, slashes: slashes)
        }
        if let entity = quoteEntity(upper) {
            return Key(range: lower..<upper, end: upper + entity, quote: bytes[upper], slashes: 0)
        }
        return phraseKey(around: lower..<upper) ?? Key(range: lower..<upper, end: upper, quote: nil, slashes: 0)
    }

    /// The key of a dictionary that has more in it than a name: `'the api.key of bob': …`.
    private func phraseKey(around name: Range<Int>) -> Key? {
        var end = name.upperBound
        while end < bytes.count, end - name.upperBound < Self.longestName, !Self.isQuote(bytes[end]), bytes[end] >= 0x20
        { end += 1 }
        let quote = byte(end)
        guard Self.isQuote(quote) else { return nil }
        let slashes = slashes(before: end)
        let next = skipBlanks(end + 1)
        guard byte(next) == UInt8(ascii: ":"), byte(next + 1) != UInt8(ascii: "/") else { return nil }
        var start = name.lowerBound
        while start > 0, name.lowerBound - start < Self.longestName, !Self.isQuote(bytes[start - 1]),
            bytes[start - 1] >= 0x20
        { start -= 1 }
        guard byte(start - 1) == quote, self.slashes(before: start - 1) == slashes,
            !bytes[start..<end].contains(UInt8(ascii: "=")),
            !bytes[name.upperBound..<end].contains(UInt8(ascii: ":"))
        else { return nil }
        return Key(range: start..<(end - slashes), end: end + 1, quote: quote, slashes: slashes)
    }

    /// Whether letters that tell of a secret belong to a word that doesn't: `tokenizer`.
    func isHarmless(after letters: Range<Int>) -> Bool {
        guard Self.isLetter(byte(letters.upperBound)) else { return false }
        return word(SecretNames.harmlessEndings, at: letters.upperBound) != nil
    }

    /// Whether letters are the last word of a name, but for words such as `code`; `userPin` has two of them.
    func isLastWord(_ letters: Range<Int>) -> Bool {
        let (lower, upper) = (letters.lowerBound, letters.upperBound)
        if lower > 0, Self.isLetter(bytes[lower - 1]), !endsEscape(lower) {
            guard !Self.isCapital(bytes[lower - 1]), Self.isCapital(bytes[lower]) else { return false }
        }
        return endsWords(upper, after: bytes[upper - 1])
    }

    private func endsWords(_ end: Int, after last: UInt8) -> Bool {
        var next = end
        while Self.isDigit(byte(next)) { next += 1 }
        let sign = byte(next)
        guard Self.isNameASCII(sign) else { return true }
        if sign == UInt8(ascii: "_") || sign == UInt8(ascii: "-") {
            guard Self.isNameASCII(byte(next + 1)) else { return true }
            return followsFiller(next + 1)
        }
        // `pinCode`, but not `PINNED`.
        guard Self.isCapital(sign), !Self.isCapital(last) || (97...122).contains(byte(next + 1)) else { return false }
        return followsFiller(next)
    }

    private func followsFiller(_ start: Int) -> Bool {
        for filler in SecretNames.fillers {
            guard let end = word([filler], at: start) else { continue }
            if endsWords(end, after: byte(end - 1)) { return true }
        }
        return Self.isDigit(byte(start)) && !Self.isLetter(byte(start + 1))
    }

    /// `TokenExpiredError: …` is no secret's name.
    func isException(_ name: Range<Int>) -> Bool {
        ["error", "exception", "warning", "expired", "invalid", "required", "mismatch"].contains { part in
            name.count > part.utf8.count && equals(name.suffix(part.utf8.count), part)
                && !bytes[name].contains(UInt8(ascii: "_"))
        }
    }

    /// The words of a name: `max_tokens` has two, and so has `maxTokens`.
    func words(of name: Range<Int>) -> [String] {
        var words: [[UInt8]] = [[]]
        for index in name {
            let byte = bytes[index]
            if !Self.isWordPart(byte), byte < 0x80 {
                words.append([])
                continue
            }
            let goesOn = Self.isCapital(self.byte(index - 1)) && !(97...122).contains(self.byte(index + 1))
            if Self.isCapital(byte), index > name.lowerBound, !goesOn { words.append([]) }
            words[words.count - 1].append(Self.normalized(byte))
        }
        return words.filter { !$0.isEmpty }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether a full-width colon or equals sign stands here.
    func isWideSeparator(_ index: Int) -> Bool {
        byte(index) == 0xEF && byte(index + 1) == 0xBC && (byte(index + 2) == 0x9A || byte(index + 2) == 0x9D)
    }
}
