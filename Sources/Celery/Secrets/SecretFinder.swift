/// Finds where a text may hold a secret; most hold nothing that looks like it.
///
/// All needles are looked for at once, by what three letters are, of each its five lowest bits: these are the same for
/// small and capital letters, and hardly ever is a needle taken for digits or signs by them. Around every second place
/// a table of bits tells whether a needle may begin there or beside it, for four places with one load of the text. What
/// passes, one place of thirty, is looked at by four letters, and few of these are compared with the needles
/// themselves.
///
/// A class, since its tables would be counted anew for each text.
final class SecretFinder: Sendable {
    /// A place where the needles of a group may begin.
    struct Candidate {
        let position: Int
        fileprivate let group: UInt16
    }

    /// For each three letters a bit: whether a needle may begin with them, or at the place before or behind their
    /// first.
    ///
    /// Small, so that it stays in the processor's first cache.
    private let isNear: [UInt64]
    /// For each four letters a bit, by what they are multiplied to: whether a needle may begin with them.
    ///
    /// Of the three letters of a shorter one there is a bit as well.
    private let isHead: [UInt64]
    /// For each three letters the group of needles that begin so, and again for those beyond ASCII; 0 for none.
    private let table: [UInt16]
    /// The members of all groups, one group after the other, each with its first four letters and which bits of them
    /// count.
    private let members: [(letters: UInt32, mask: UInt32, needle: Int)]
    /// Where each group begins among them, and where the last ends.
    private let starts: [Int]
    private let needles: [SecretNeedle]

    /// Looks for these needles.
    init(_ needles: [SecretNeedle]) {
        var (isNear, isHead) = (Self.bits(1 << 15), Self.bits(1 << 14))
        var found = [[Int]](repeating: [], count: 1 << 16)
        for (index, needle) in needles.enumerated() {
            let letters = Self.letters(of: needle)
            // What is beyond ASCII is always looked at.
            guard let first = needle.bytes.first, first < Self.beyond else {
                for key in Self.keys(of: letters) { found[key | 1 << 15].append(index) }
                continue
            }
            for key in Self.keys(of: letters) {
                isNear[key >> 6] |= 1 << UInt64(key & 63)
                found[key].append(index)
                if letters.count < 4 { Self.add(UInt32(key), to: &isHead) }
            }
            for key in Self.keys(of: letters.count > 3 ? Array(letters.dropFirst()) : [Self.any] + letters) {
                isNear[key >> 6] |= 1 << UInt64(key & 63)
            }
            guard letters.count > 3 else { continue }
            for key in Self.keys(of: letters) {
                for last in letters[3] { Self.add(UInt32(key) | last << 15, to: &isHead) }
            }
        }
        // Where several letters have the same needles, they are one group.
        var groups: [[Int]: UInt16] = [[]: 0]
        var (members, starts): ([Int], [Int]) = ([], [0, 0])
        var table = [UInt16](repeating: 0, count: found.count)
        for (key, list) in found.enumerated() where !list.isEmpty {
            if key > 0, list == found[key - 1] {
                table[key] = table[key - 1]
                continue
            }
            let group = groups[list] ?? UInt16(groups.count)
            table[key] = group
            guard groups.updateValue(group, forKey: list) == nil else { continue }
            members += list
            starts.append(members.count)
        }
        (self.isNear, self.isHead, self.table, self.starts, self.needles) = (isNear, isHead, table, starts, needles)
        self.members = members.map { index in
            let bytes = needles[index].bytes
            return (bytes.head, UInt32(truncatingIfNeeded: (1 << UInt64(8 * min(4, bytes.count))) - 1), index)
        }
    }

    private static func bits(_ count: Int) -> [UInt64] { [UInt64](repeating: 0, count: count / 64) }

    private static func add(_ letters: UInt32, to table: inout [UInt64]) {
        let place = mixed(letters)
        table[place >> 6] |= 1 << UInt64(place & 63)
    }

    /// A number of fourteen bits for some letters.
    @inline(__always)
    private static func mixed(_ letters: UInt32) -> Int { Int((letters &* 0x9E37_79B1) &>> 18) }

    /// What of a byte is looked at.
    @inline(__always)
    private static func letter(_ byte: UInt8) -> UInt32 { UInt32(byte & 31) }

    /// All that a letter can be.
    private static let any = Array(0..<32 as Range<UInt32>)
    /// What begins a character beyond ASCII.
    private static let beyond: UInt8 = 0xC0

    /// What the first four letters of a needle may be; the sign between two words is one of three.
    private static func letters(of needle: SecretNeedle) -> [[UInt32]] {
        if case .privateKey = needle.kind { return needle.bytes.prefix(4).map { _ in [letter(UInt8(ascii: "-"))] } }
        return needle.bytes.isEmpty
            ? [any]
            : needle.bytes.prefix(4).map { $0 == UInt8(ascii: "_") ? "_- ".utf8.map(letter) : [letter($0)] }
    }

    /// All places of the tables at which the first three of these letters stand, and any where there is none.
    private static func keys(of letters: [[UInt32]]) -> [Int] {
        let choices = (letters + [any, any]).prefix(3)
        return choices[0].flatMap { first in
            choices[1].flatMap { second in choices[2].map { Int(first | second << 5 | $0 << 10) } }
        }
    }

    /// The first place from `start` on where a needle may begin.
    @inline(__always)
    func next(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Candidate? {
        guard start < bytes.count, let text = bytes.baseAddress else { return nil }
        return isNear.withUnsafeBufferPointer { table -> Candidate? in
            guard let isNear = table.baseAddress else { return nil }
            var position = start
            while position &+ 8 < bytes.count {
                var places = Self.places(text + position, isNear)
                while places != 0 {
                    let place = position &+ 2 &* places.trailingZeroBitCount
                    if let found = candidate(in: bytes, from: max(start, place &- 1), upTo: place &+ 2) { return found }
                    places &= places &- 1
                }
                position &+= 8
            }
            // What begins with the last two letters has nothing behind it that could be a secret.
            while position &+ 2 < bytes.count {
                let key = Self.key(text + position)
                let isBeyond = (text[position] | text[position &+ 1]) & 0x80 != 0
                if isBeyond || isNear[key &>> 6] &>> UInt64(key & 63) & 1 != 0,
                    let found = candidate(in: bytes, from: max(start, position &- 1), upTo: position &+ 2)
                {
                    return found
                }
                position &+= 2
            }
            return nil
        }
    }

    /// A bit for each of four places, two bytes apart: whether a needle may begin there or beside it. Reads nine bytes.
    @inline(__always)
    private static func places(_ text: UnsafePointer<UInt8>, _ isNear: UnsafePointer<UInt64>) -> UInt64 {
        let bytes = UnsafeRawPointer(text).loadUnaligned(as: UInt64.self).littleEndian
        // In each sixteen bits: the letters of two bytes, and that of the one behind them.
        let letters = bytes & 0x1F1F_1F1F_1F1F_1F1F
        let behind = letters &>> 16 | UInt64(text[8] & 31) &<< 48
        let first = letters & 0x001F_001F_001F_001F
        let second = letters &>> 3 & 0x03E0_03E0_03E0_03E0
        let keys = first | second | (behind & 0x001F_001F_001F_001F) &<< 10
        var places: UInt64 = 0
        for place in 0..<4 as Range<UInt64> {
            let key = keys &>> (16 &* place)
            places |= (isNear[Int(key &>> 6 & 511)] &>> (key & 63) & 1) &<< place
        }
        let beyond = bytes & 0x8080_8080_8080_8080
        guard beyond != 0 else { return places }
        for place in 0..<4 as Range<UInt64> where beyond &>> (16 &* place) & 0x8080 != 0 { places |= 1 &<< place }
        return places
    }

    @inline(__always)
    private static func key(_ text: UnsafePointer<UInt8>) -> Int {
        Int(letter(text[0]) | letter(text[1]) &<< 5 | letter(text[2]) &<< 10)
    }

    /// Whether some letters may begin a needle.
    @inline(__always)
    private func has(_ letters: UInt32) -> Bool {
        let place = Self.mixed(letters)
        return isHead[place >> 6] &>> UInt64(place & 63) & 1 != 0
    }

    /// The first of a few places where needles may begin.
    private func candidate(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, upTo end: Int) -> Candidate? {
        for position in start..<min(end, bytes.count) {
            var letters = Self.letter(bytes[position])
            if position + 1 < bytes.count { letters |= Self.letter(bytes[position + 1]) << 5 }
            if position + 2 < bytes.count { letters |= Self.letter(bytes[position + 2]) << 10 }
            let key = Int(letters)
            if bytes[position] >= 0x80 {
                guard bytes[position] >= Self.beyond else { continue }
                return Candidate(position: position, group: table[key | 1 << 15])
            }
            if position + 3 < bytes.count { letters |= Self.letter(bytes[position + 3]) << 15 }
            guard has(letters) || has(UInt32(key)) else { continue }
            let group = table[key]
            if group != 0 { return Candidate(position: position, group: group) }
        }
        return nil
    }

    /// Calls `body` with each needle that begins at a place, and with where it ends, until it returns true.
    @inline(__always)
    func first(at candidate: Candidate, in bytes: UnsafeBufferPointer<UInt8>, _ body: (SecretNeedle, Int) -> Bool) {
        let text = UnsafeBufferPointer(rebasing: bytes[candidate.position...])
        let head = text.head
        let group = Int(candidate.group)
        for place in starts[group]..<starts[group + 1] where (head ^ members[place].letters) & members[place].mask == 0
        {
            let needle = members[place].needle
            guard let length = needles[needle].length(in: text) else { continue }
            if body(needles[needle], candidate.position + length) { return }
        }
    }
}

extension Collection<UInt8> {
    /// The first four letters, normalized, in one word.
    @inline(__always)
    fileprivate var head: UInt32 {
        var (word, shift) = (0 as UInt32, 0 as UInt32)
        for byte in prefix(4) {
            word |= UInt32(SecretScanner.normalized(byte)) << shift
            shift += 8
        }
        return word
    }
}

extension SecretNeedle {
    /// So many more blanks, hyphens or low lines may stand between two words of a name: `api  key`, `API - Key`.
    private static let mostSigns = 2

    /// How much of a text it is that it begins with; `nil` where it doesn't.
    fileprivate func length(in text: UnsafeBufferPointer<UInt8>) -> Int? {
        guard !bytes.isEmpty else { return text[0] >= 0xC0 ? 0 : nil }
        var end = 0
        for letter in bytes {
            if letter != UInt8(ascii: "_"), end > 0, SecretScanner.normalized(text[end - 1]) == UInt8(ascii: "_") {
                var signs = 0
                while end < text.count, signs < Self.mostSigns,
                    SecretScanner.normalized(text[end]) == UInt8(ascii: "_")
                {
                    end += 1
                    signs += 1
                }
            }
            guard end < text.count, SecretScanner.normalized(text[end]) == letter else { return nil }
            end += 1
        }
        return end
    }
}
