/// Finds where a text may hold a secret; most hold nothing that looks like it.
///
/// All needles are looked for at once, by what three letters are in an alphabet of 64, around every second place alone: a table
/// of bits tells whether a needle may begin there or beside it. What passes, one place of thirty, is looked at by four letters;
/// one of thirty of these is left to be compared with the needles themselves.
///
/// A class, since its tables would be counted anew for each text.
final class SecretFinder: Sendable {
    /// A place where the needles of a group may begin.
    struct Candidate {
        let position: Int
        fileprivate let group: UInt8
    }

    /// For each byte its letter in the alphabet of the tables.
    private let alphabet: [UInt32]
    /// For each three letters a bit: whether a needle may begin with them, or at the place before or behind their first.
    private let isNear: [UInt64]
    /// For each four letters a bit, by what they are multiplied to: whether a needle may begin with them. Of the three letters of a
    /// shorter one there is a bit as well. Small, so that it stays in the processor's first cache.
    private let isHead: [UInt64]
    /// For each three letters the group of needles that begin so; 0 for none.
    private let table: [UInt8]
    /// The members of all groups, one group after the other, each with its first four letters and which bits of them count.
    private let members: [(letters: UInt32, mask: UInt32, needle: Int)]
    /// Where each group begins among them, and where the last ends.
    private let starts: [Int]
    private let needles: [SecretNeedle]

    /// Looks for these needles.
    init(_ needles: [SecretNeedle]) {
        let alphabet = (UInt8.min...UInt8.max).map(Self.letter)
        var table = [UInt8](repeating: 0, count: 1 << 18)
        var groups: [[Int]] = [[]]
        for (index, needle) in needles.enumerated() {
            for key in Self.keys(of: needle, in: alphabet) {
                // As long as there are numbers, each three letters have a group of their own.
                if table[key] == 0 {
                    table[key] = groups.count < 256 ? UInt8(groups.count) : UInt8(1 + key % 255)
                    if groups.count < 256 { groups.append([]) }
                }
                if groups[Int(table[key])].last != index { groups[Int(table[key])].append(index) }
            }
        }
        var (isNear, isHead) = (Self.bits(1 << 18), Self.bits(1 << 14))
        for needle in needles {
            for key in Self.keys(of: needle, in: alphabet) + Self.keysBeside(needle, in: alphabet) {
                isNear[key >> 6] |= 1 << UInt64(key & 63)
            }
            let head = needle.bytes.prefix(4).enumerated().reduce(0 as UInt32) { head, next in
                head | alphabet[Int(next.element)] << UInt32(6 * next.offset)
            }
            // What is beyond ASCII is always looked at.
            guard !needle.bytes.isEmpty else { continue }
            let heads = needle.bytes.count > 3 ? [head] : Self.keys(of: needle, in: alphabet).map { UInt32($0) }
            for place in heads.map(Self.mixed) { isHead[place >> 6] |= 1 << UInt64(place & 63) }
        }
        (self.isNear, self.isHead) = (isNear, isHead)
        self.alphabet = alphabet
        self.table = table
        self.needles = needles
        members = groups.joined().map { index in
            let bytes = needles[index].bytes
            return (bytes.head, UInt32(truncatingIfNeeded: (1 << UInt64(8 * min(4, bytes.count))) - 1), index)
        }
        starts = groups.reduce(into: [0]) { starts, group in starts.append(starts[starts.count - 1] + group.count) }
    }

    private static func bits(_ count: Int) -> [UInt64] { [UInt64](repeating: 0, count: count / 64) }

    /// A number of fourteen bits for some letters.
    @inline(__always)
    private static func mixed(_ letters: UInt32) -> Int { Int((letters &* 0x9E37_79B1) &>> 18) }

    /// The letter of a byte: letters, digits and the signs of needles have one each, what is beyond ASCII the last.
    private static func letter(_ byte: UInt8) -> UInt32 {
        switch SecretScanner.normalized(byte) {
        case let small where (97...122).contains(small): UInt32(small) - 96
        case let digit where (48...57).contains(digit): UInt32(digit) - 21
        case UInt8(ascii: "_"): 37
        case UInt8(ascii: "."): 38
        case UInt8(ascii: "%"): 39
        case UInt8(ascii: "&"), UInt8(ascii: "?"), UInt8(ascii: ";"): 40
        case UInt8(ascii: ":"): 41
        case UInt8(ascii: "/"): 42
        case UInt8(ascii: "\\"): 43
        case UInt8(ascii: "@"), UInt8(ascii: "$"): 44
        case UInt8(ascii: "*"): 45
        case 0xC0...: beyond
        default: 0
        }
    }

    /// Where a needle stands in the table; one of fewer letters than three, in many places.
    private static func keys(of needle: SecretNeedle, in alphabet: [UInt32]) -> [Int] {
        let head = needle.bytes.isEmpty ? [beyond] : needle.bytes.prefix(3).map { alphabet[Int($0)] }
        return keys(of: head.map { $0 } + [nil, nil])
    }

    /// What three letters may be at the place behind its first letter, or where it is short, at the place before.
    private static func keysBeside(_ needle: SecretNeedle, in alphabet: [UInt32]) -> [Int] {
        let letters = needle.bytes.isEmpty ? [beyond] : needle.bytes.prefix(4).map { alphabet[Int($0)] }
        return keys(of: letters.count == 4 ? letters.dropFirst().map { $0 } : [nil] + letters + [nil])
    }

    /// All that begin with these letters, any of them where there is none.
    private static func keys(of letters: [UInt32?]) -> [Int] {
        let choices = letters.prefix(3).map { letter in letter.map { [$0] } ?? Array(0..<64) }
        return choices[0].flatMap { first in
            choices[1].flatMap { second in choices[2].map { third in Int(first | second << 6 | third << 12) } }
        }
    }

    /// The letter of what is beyond ASCII.
    private static let beyond: UInt32 = 63

    /// The first place from `start` on where a needle may begin.
    @inline(__always)
    func next(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Candidate? {
        guard start < bytes.count, let text = bytes.baseAddress else { return nil }
        let count = bytes.count
        return alphabet.withUnsafeBufferPointer { alphabet -> Candidate? in
            isNear.withUnsafeBufferPointer { isNear -> Candidate? in
                guard let alphabet = alphabet.baseAddress, let isNear = isNear.baseAddress else { return nil }
                var key = alphabet[Int(text[start])] &<< 12
                var position = start
                while position &+ 2 < count {
                    key =
                        key &>> 12 | alphabet[Int(text[position &+ 1])] &<< 6
                        | alphabet[Int(text[position &+ 2])] &<< 12
                    if isNear[Int(key &>> 6)] &>> UInt64(key & 63) & 1 != 0,
                        let found = candidate(in: bytes, from: max(start, position &- 1), upTo: position &+ 2)
                    {
                        return found
                    }
                    position &+= 2
                }
                // What begins with the last two letters has nothing behind it that could be a secret.
                return nil
            }
        }
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
            var letters = alphabet[Int(bytes[position])]
            if position + 1 < bytes.count { letters |= alphabet[Int(bytes[position + 1])] << 6 }
            if position + 2 < bytes.count { letters |= alphabet[Int(bytes[position + 2])] << 12 }
            let key = Int(letters)
            if position + 3 < bytes.count { letters |= alphabet[Int(bytes[position + 3])] << 18 }
            guard has(letters) || has(UInt32(key)) || letters & Self.beyond == Self.beyond else { continue }
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
