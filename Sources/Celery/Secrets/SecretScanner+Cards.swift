/// Numbers of cards, which are known by their issuer's digits and their check digit.
extension SecretScanner {
    private static let lengths = 13...19

    /// Whether any byte that is looked at could be in the midst of a number.
    @inline(__always)
    static func mayHoldCard(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count >= lengths.lowerBound else { return false }
        var index = 6
        while index < bytes.count {
            if isOfCard(bytes[index]), isOfCard(bytes[index &- 6]),
                bytes[(index &- 5)..<index].allSatisfy(isOfCard)
            {
                return true
            }
            index &+= 6
        }
        return false
    }

    /// All of them; looked for by every sixth byte, since of thirteen digits two are among these, with nothing else between.
    func cards() -> [Secret] {
        guard bytes.count >= Self.lengths.lowerBound else { return [] }
        var found: [Secret] = []
        var index = 6
        while index < bytes.count {
            if Self.isOfCard(bytes[index]), Self.isOfCard(bytes[index - 6]),
                bytes[(index - 5)..<index].allSatisfy(Self.isOfCard), let card = card(around: index),
                card.range.lowerBound >= found.last?.range.upperBound ?? 0
            {
                found.append(card)
            }
            index += 6
        }
        return found
    }

    @inline(__always)
    private static func isOfCard(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || byte == 0x20 || byte == UInt8(ascii: "-")
    }

    /// The number that a byte is in, if its digits are those of a card.
    private func card(around place: Int) -> Secret? {
        let isPart = { (index: Int) in
            Self.isDigit(self.byte(index))
                || " -".utf8.contains(self.byte(index)) && Self.isDigit(self.byte(index - 1))
                    && Self.isDigit(self.byte(index + 1))
        }
        guard isPart(place) else { return nil }
        var (start, end) = (place, place)
        while isPart(start - 1) { start -= 1 }
        while isPart(end) { end += 1 }
        guard !Self.isNamePart(byte(start - 1)) || endsEscape(start), byte(start - 1) != UInt8(ascii: "."),
            !Self.isNamePart(byte(end)),
            !(byte(end) == UInt8(ascii: ".") && Self.isDigit(byte(end + 1)))
        else { return nil }
        // Several numbers with a blank between may look like one.
        let digits = (start..<end).filter { Self.isDigit(bytes[$0]) }
        guard digits.count >= Self.lengths.lowerBound else { return nil }
        if digits.count <= Self.lengths.upperBound, isCard(digits.map { bytes[$0] - 48 }) {
            return Secret(name: "card_number", range: start..<end)
        }
        return groups(of: start..<end).first { isCard(bytes[$0].filter(Self.isDigit).map { $0 - 48 }) }.map {
            Secret(name: "card_number", range: $0)
        }
    }

    /// What may be a number in a row of them with blanks between; hyphens join what belongs together, such as a UUID.
    private func groups(of range: Range<Int>) -> [Range<Int>] {
        let starts = range.filter { $0 == range.lowerBound || bytes[$0 - 1] == 0x20 }
        let ends = range.filter { $0 + 1 == range.upperBound || bytes[$0 + 1] == 0x20 }.map { $0 + 1 }
        return starts.flatMap { start in
            ends.filter { $0 - start >= Self.lengths.lowerBound && $0 - start <= Self.lengths.upperBound + 6 }.map {
                start..<$0
            }
        }
    }

    private func isCard(_ digits: [UInt8]) -> Bool {
        guard Self.lengths.contains(digits.count), Set(digits).count > 1 else { return false }
        let head = digits.prefix(4).reduce(0) { $0 * 10 + Int($1) }
        let isIssued =
            switch digits.count {
            case 14: (3000...3059).contains(head) || [36, 38, 39].contains(head / 100)
            case 15: [34, 37].contains(head / 100)
            case 13: head / 1000 == 4
            case 16...19:
                head / 1000 == 4 || (5100...5599).contains(head) || (2221...2720).contains(head)
                    || (6440...6599).contains(head)
                    || head == 6011 || head / 100 == 62 || (3528...3589).contains(head)
            default: false
            }
        guard isIssued else { return false }
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            let doubled = Int(digit) * (place % 2 == 0 ? 1 : 2)
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum % 10 == 0
    }
}
