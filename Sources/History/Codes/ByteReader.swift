/// A blob doesn't hold what it should.
struct StoredFlaw: Error {}

/// Reads what `ByteWriter` wrote.
struct ByteReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    mutating func byte() throws(StoredFlaw) -> UInt8 {
        guard index < bytes.count else { throw StoredFlaw() }
        defer { index += 1 }
        return bytes[index]
    }

    mutating func number() throws(StoredFlaw) -> UInt64 {
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            guard shift < 64 else { throw StoredFlaw() }
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return result }
            shift += 7
        }
    }

    /// A number of things that follow, each at least a byte long.
    mutating func count() throws(StoredFlaw) -> Int {
        let number = try number()
        guard number <= UInt64(bytes.count - index) else { throw StoredFlaw() }
        return Int(number)
    }

    mutating func signed() throws(StoredFlaw) -> Int64 {
        let number = try number()
        return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
    }

    mutating func double() throws(StoredFlaw) -> Double {
        var pattern: UInt64 = 0
        for place in 0..<8 { pattern |= UInt64(try byte()) << UInt64(place * 8) }
        return Double(bitPattern: pattern)
    }

    mutating func text() throws(StoredFlaw) -> String { String(decoding: try raw(count()), as: UTF8.self) }

    mutating func raw(_ count: Int) throws(StoredFlaw) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - index else { throw StoredFlaw() }
        defer { index += count }
        return bytes[index..<(index + count)]
    }
}
