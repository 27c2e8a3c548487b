/// Stands for a text that isn't to be read, and is the same for the same text: nobody finds out which it was without the
/// key.
///
/// SipHash-2-4 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", INDOCRYPT 2012).
package struct KeyedDigest: Sendable, Equatable {
    private let key: (UInt64, UInt64)

    /// Uses a secret key.
    package init(key: (UInt64, UInt64)) { self.key = key }

    /// The hash of bytes.
    package func hash(_ bytes: [UInt8]) -> UInt64 {
        var state = SIMD4<UInt64>(
            key.0 ^ 0x736F_6D65_7073_6575, key.1 ^ 0x646F_7261_6E64_6F6D, key.0 ^ 0x6C79_6765_6E65_7261,
            key.1 ^ 0x7465_6462_7974_6573)
        var place = 0
        func word(_ count: Int) -> UInt64 {
            (0..<count).reduce(0) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) }
        }
        while place + 8 <= bytes.count {
            Self.mix(word(8), into: &state, rounds: 2)
            place += 8
        }
        Self.mix(word(bytes.count - place) | UInt64(bytes.count & 0xFF) << 56, into: &state, rounds: 2)
        state[2] ^= 0xFF
        for _ in 0..<4 { Self.round(&state) }
        return state[0] ^ state[1] ^ state[2] ^ state[3]
    }

    /// A word for a text: `#`, ten digits, and four that only the key makes of these; a word of ours stays.
    func word(for text: String) -> String { isOwn(text) ? text : word(of: digits(10, of: text)) }

    private func word(of digits: String) -> String { "#" + digits + self.digits(4, of: "#" + digits) }

    /// Whatever else looks like one may be what isn't to be read.
    private func isOwn(_ text: String) -> Bool {
        text.utf8.count == 15 && text.utf8.first == UInt8(ascii: "#")
            && text.exact == word(of: String(text.dropFirst().prefix(10))).exact
    }

    private func digits(_ count: Int, of text: String) -> String {
        let digits = String(hash(Array(text.utf8)) >> UInt64(64 - 4 * count), radix: 16)
        return String(repeating: "0", count: count - digits.count) + digits
    }

    private static func mix(_ word: UInt64, into state: inout SIMD4<UInt64>, rounds: Int) {
        state[3] ^= word
        for _ in 0..<rounds { round(&state) }
        state[0] ^= word
    }

    private static func round(_ state: inout SIMD4<UInt64>) {
        func turned(_ word: UInt64, _ bits: UInt64) -> UInt64 { word << bits | word >> (64 - bits) }
        state[0] &+= state[1]
        state[1] = turned(state[1], 13) ^ state[0]
        state[0] = turned(state[0], 32)
        state[2] &+= state[3]
        state[3] = turned(state[3], 16) ^ state[2]
        state[0] &+= state[3]
        state[3] = turned(state[3], 21) ^ state[0]
        state[2] &+= state[1]
        state[1] = turned(state[1], 17) ^ state[2]
        state[2] = turned(state[2], 32)
    }

    /// Whether both have one key.
    package static func == (one: Self, other: Self) -> Bool { one.key == other.key }
}
