/// Tells contents apart well enough for a name; not cryptographic, and never the reason to take two files for the same.
///
/// FNV-1a of 64 bits, xor-folded to 40 (http://www.isthe.com/chongo/tech/comp/fnv/).
package struct ContentHash: Sendable {
    /// Ten lower-case digits.
    package let hexadecimal: String

    /// The hash of `bytes`.
    package init(_ bytes: [UInt8]) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        let folded = (hash >> 40) ^ (hash & 0xFF_FFFF_FFFF)
        let digits = String(folded, radix: 16)
        hexadecimal = String(repeating: "0", count: 10 - digits.count) + digits
    }
}
