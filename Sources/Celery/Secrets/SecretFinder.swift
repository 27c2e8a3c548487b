/// Finds where a text may hold a secret; most hold nothing that looks like it.
///
/// All needles are looked for at once, by their first three letters: a table of all that three letters can be, in an alphabet
/// of 32, names the group of needles that begin so.
struct SecretFinder: Sendable {
    /// A place where the needles of a group may begin.
    struct Candidate {
        let position: Int
        fileprivate let group: UInt8
    }

    /// For each byte its letter in the alphabet of the table.
    private let alphabet: [UInt16]
    /// For each three letters the group of needles that begin so; 0 for none.
    private let table: [UInt8]
    private let groups: [[Int]]
    private let needles: [SecretNeedle]
    /// The first four letters of each needle, and which bits of them count.
    private let heads: [(letters: UInt32, mask: UInt32)]

    /// Looks for these needles.
    init(_ needles: [SecretNeedle]) {
        let alphabet = (UInt8.min...UInt8.max).map(Self.letter)
        var table = [UInt8](repeating: 0, count: 1 << 15)
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
        self.alphabet = alphabet
        self.table = table
        self.groups = groups
        self.needles = needles
        heads = needles.map {
            ($0.bytes.head, UInt32(truncatingIfNeeded: (1 << UInt64(8 * min(4, $0.bytes.count))) - 1))
        }
    }

    /// The letter of a byte: letters have one each, signs share some, and what is beyond ASCII has the last.
    private static func letter(_ byte: UInt8) -> UInt16 {
        switch SecretScanner.normalized(byte) {
        case let small where (97...122).contains(small): UInt16(small) - 96
        case let digit where (48...57).contains(digit): 27
        case UInt8(ascii: "_"): 28
        case UInt8(ascii: "."), UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "?"), UInt8(ascii: ";"): 29
        case UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "@"), UInt8(ascii: "$"): 30
        case 0xC0...: 31
        default: 0
        }
    }

    /// Where a needle stands in the table; one of fewer letters than three, in many places.
    private static func keys(of needle: SecretNeedle, in alphabet: [UInt16]) -> [Int] {
        let any = Array(0..<32 as Range<UInt16>)
        let letters = (0..<3).map { place in
            if needle.bytes.isEmpty, place == 0 { return [31 as UInt16] }
            return place < needle.bytes.count ? [alphabet[Int(needle.bytes[place])]] : any
        }
        return letters[0].flatMap { first in
            letters[1].flatMap { second in letters[2].map { third in Int(first | second << 5 | third << 10) } }
        }
    }

    /// The first place from `start` on where a needle may begin.
    @inline(__always)
    func next(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Candidate? {
        guard start < bytes.count, let text = bytes.baseAddress else { return nil }
        let count = bytes.count
        return alphabet.withUnsafeBufferPointer { alphabet -> Candidate? in
            table.withUnsafeBufferPointer { table -> Candidate? in
                guard let alphabet = alphabet.baseAddress, let table = table.baseAddress else { return nil }
                var key = alphabet[Int(text[start])] << 5
                if start + 1 < count { key |= alphabet[Int(text[start + 1])] << 10 }
                var position = start
                while position < count {
                    key >>= 5
                    if position &+ 2 < count { key |= alphabet[Int(text[position &+ 2])] << 10 }
                    let group = table[Int(key)]
                    if group != 0 { return Candidate(position: position, group: group) }
                    position &+= 1
                }
                return nil
            }
        }
    }

    /// Calls `body` with each needle that begins at a place, until it returns true.
    @inline(__always)
    func first(at candidate: Candidate, in bytes: UnsafeBufferPointer<UInt8>, _ body: (SecretNeedle) -> Bool) {
        let text = UnsafeBufferPointer(rebasing: bytes[candidate.position...])
        let head = text.head
        for index in groups[Int(candidate.group)] where (head ^ heads[index].letters) & heads[index].mask == 0 {
            if needles[index].begins(text), body(needles[index]) { return }
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
    /// Whether a text begins with it.
    fileprivate func begins(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !bytes.isEmpty else { return text[0] >= 0xC0 }
        guard bytes.count <= text.count else { return false }
        for (offset, letter) in bytes.enumerated() where SecretScanner.normalized(text[offset]) != letter {
            return false
        }
        return true
    }
}
