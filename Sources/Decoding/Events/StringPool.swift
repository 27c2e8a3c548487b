/// Shares strings that come again and again, such as the names of workers and the identifiers of tasks.
///
/// It forgets: a newer string takes the place of another that falls on the same slot.
package struct StringPool {
    private var slots = [String](repeating: "", count: 4096)

    /// Begins with none.
    package init() {}

    /// The text of a string; `nil` for a value that is none.
    package mutating func string(_ node: JSONNode) -> String? { node.utf8.map { string($0) } }

    /// The string of these bytes.
    mutating func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        // Up to 15 bytes are stored in the string itself: there is nothing to share.
        guard bytes.count > 15 else { return String(decoding: bytes, as: UTF8.self) }
        let slot = Self.slot(bytes)
        if Self.equal(slots[slot], bytes) { return slots[slot] }
        let string = String(decoding: bytes, as: UTF8.self)
        slots[slot] = string
        return string
    }

    private static func slot(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        let head = raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
        let tail = raw.loadUnaligned(fromByteOffset: raw.count - 8, as: UInt64.self)
        let middle = raw.loadUnaligned(fromByteOffset: raw.count / 2 - 4, as: UInt64.self)
        // Multiplication carries every bit upwards (Knuth's multiplicative hashing); the top bits are the best mixed.
        let mixed = (head ^ (tail &* 0x9E37_79B9_7F4A_7C15) ^ (middle << 1)) &* 0xD6E8_FEB8_6659_FD93
        return Int(mixed >> 52)
    }

    private static func equal(_ string: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        string.utf8.withContiguousStorageIfAvailable { known in
            known.count == bytes.count && equalWords(UnsafeRawBufferPointer(known), UnsafeRawBufferPointer(bytes))
        } ?? false
    }

    /// Compares eight bytes at a time, the last eight once more; both have at least that many.
    private static func equalWords(_ lhs: UnsafeRawBufferPointer, _ rhs: UnsafeRawBufferPointer) -> Bool {
        var offset = 0
        while offset + 8 < lhs.count {
            if lhs.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
                != rhs.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            {
                return false
            }
            offset += 8
        }
        let last = lhs.count - 8
        return lhs.loadUnaligned(fromByteOffset: last, as: UInt64.self)
            == rhs.loadUnaligned(fromByteOffset: last, as: UInt64.self)
    }
}
