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

    /// All of them; looked for by every sixth byte, since of thirteen digits two are among these, with nothing else
    /// between.
    func cards() -> [Secret] {
        guard bytes.count >= Self.lengths.lowerBound else { return [] }
        var found: [Secret] = []
        var index = 6
        while index < bytes.count {
            if Self.isOfCard(bytes[index]), Self.isOfCard(bytes[index - 6]),
                bytes[(index - 5)..<index].allSatisfy(Self.isOfCard), let row = row(around: index)
            {
                found += cards(in: row)
                index = max(index, row.upperBound - 5)
            }
            index += 6
        }
        return found
    }

    @inline(__always)
    private static func isOfCard(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || byte == 0x20 || byte == UInt8(ascii: "-")
    }

    /// The digits that a byte is among, with what stands between them; `nil` where it is in no number.
    private func row(around place: Int) -> Range<Int>? {
        let isPart = { (index: Int) in
            Self.isDigit(self.byte(index))
                || " -".utf8.contains(self.byte(index)) && Self.isDigit(self.byte(index - 1))
                    && Self.isDigit(self.byte(index + 1))
        }
        guard isPart(place) else { return nil }
        var (start, end) = (place, place)
        while isPart(start - 1) { start -= 1 }
        while isPart(end) { end += 1 }
        return start..<end
    }

    /// The numbers of cards in a row of digits: all of it, or some with blanks between.
    private func cards(in row: Range<Int>) -> [Secret] {
        let (start, end) = (row.lowerBound, row.upperBound)
        guard row.count >= Self.lengths.lowerBound, !Self.isNamePart(byte(start - 1)) || endsEscape(start),
            byte(start - 1) != UInt8(ascii: "."),
            !Self.isNamePart(byte(end)),
            !(byte(end) == UInt8(ascii: ".") && Self.isDigit(byte(end + 1)))
        else { return [] }
        if isCard(row) { return [Secret(name: "card_number", range: row)] }
        var found: [Secret] = []
        var next = start
        while next < end {
            let group = (next == start || bytes[next - 1] == 0x20) ? group(from: next, within: row) : nil
            if let group { found.append(Secret(name: "card_number", range: group)) }
            next = group?.upperBound ?? next + 1
        }
        return found
    }

    /// The number of a card that begins here, with a blank behind it; hyphens join what belongs together: a UUID.
    private func group(from start: Int, within row: Range<Int>) -> Range<Int>? {
        // No more than six signs are between the digits.
        let ends = (start + Self.lengths.lowerBound)..<(start + Self.lengths.upperBound + 7)
        return ends.clamped(to: start..<row.upperBound + 1).first { end in
            (end == row.upperBound || bytes[end] == 0x20) && isCard(start..<end)
        }.map { start..<$0 }
    }

    private func isCard(_ range: Range<Int>) -> Bool {
        guard range.count < 2 * Self.lengths.upperBound else { return false }
        let digits = bytes[range].filter(Self.isDigit).map { $0 - 48 }
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
