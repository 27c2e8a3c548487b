/// A set of small numbers, whose first, last and next are found by looking at a bit for each 4096.
struct PlaceSet: Sendable {
    private var words: [UInt64] = []
    /// A bit for each of `words` that isn't 0.
    private var summary: [UInt64] = []

    /// Whether a number is in it.
    func contains(_ place: Int) -> Bool {
        place >> 6 < words.count && words[place >> 6] & (1 << UInt64(place & 63)) != 0
    }

    /// Puts a number in, or takes it out.
    mutating func set(_ place: Int, _ isIn: Bool) {
        let word = place >> 6
        if word >= words.count {
            guard isIn else { return }
            words += repeatElement(0, count: word + 1 - words.count)
            summary += repeatElement(0, count: (words.count + 63) / 64 - summary.count)
        }
        let bit: UInt64 = 1 << UInt64(place & 63)
        if isIn { words[word] |= bit } else { words[word] &= ~bit }
        let mark: UInt64 = 1 << UInt64(word & 63)
        if words[word] != 0 { summary[word >> 6] |= mark } else { summary[word >> 6] &= ~mark }
    }

    /// The smallest number.
    var first: Int? { next(from: 0) }

    /// The largest number.
    var last: Int? { previous(from: words.count * 64 - 1) }

    /// The smallest number that is no smaller than this.
    func next(from place: Int) -> Int? {
        var word = place >> 6
        guard word < words.count else { return nil }
        let rest = words[word] & (~0 << UInt64(place & 63))
        if rest != 0 { return word << 6 + rest.trailingZeroBitCount }
        word += 1
        var group = word >> 6
        guard group < summary.count else { return nil }
        var marks = summary[group] & (~0 << UInt64(word & 63))
        while marks == 0 {
            group += 1
            guard group < summary.count else { return nil }
            marks = summary[group]
        }
        word = group << 6 + marks.trailingZeroBitCount
        return word << 6 + words[word].trailingZeroBitCount
    }

    /// The largest number that is no larger than this.
    func previous(from place: Int) -> Int? {
        guard place >= 0, !words.isEmpty else { return nil }
        let place = min(place, words.count * 64 - 1)
        var word = place >> 6
        let rest = words[word] & (~0 >> UInt64(63 - place & 63))
        if rest != 0 { return word << 6 + 63 - rest.leadingZeroBitCount }
        guard word > 0 else { return nil }
        word -= 1
        var group = word >> 6
        var marks = summary[group] & (~0 >> UInt64(63 - word & 63))
        while marks == 0 {
            guard group > 0 else { return nil }
            group -= 1
            marks = summary[group]
        }
        word = group << 6 + 63 - marks.leadingZeroBitCount
        return word << 6 + 63 - words[word].leadingZeroBitCount
    }
}
