/// Writes the compact form that blobs have: numbers of as many bytes as they need, seven bits each.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    /// Begins with room for most of what is written.
    init() { bytes.reserveCapacity(256) }

    /// Begins anew, in the room that there is.
    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    mutating func number(_ number: UInt64) {
        var rest = number
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func count(_ count: Int) { number(UInt64(count)) }

    /// A number that may be negative; small ones of either sign are short.
    mutating func signed(_ value: Int64) { number(UInt64(bitPattern: (value << 1) ^ (value >> 63))) }

    mutating func double(_ value: Double) {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func text(_ text: String) {
        count(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    /// Sixteen bytes, the highest first.
    mutating func bits(_ bits: UInt128) { withUnsafeBytes(of: bits.bigEndian) { bytes.append(contentsOf: $0) } }
}
