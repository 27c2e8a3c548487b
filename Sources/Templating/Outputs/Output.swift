/// A file that is being written: bytes at the end of bytes.
struct Output: ~Copyable {
    /// How many bytes are made ready for writing at a time.
    private static let step = 1 << 16

    /// What has been written, and zeros to be written over.
    private var storage: [UInt8] = []
    /// How much has been written.
    private var count = 0

    /// The byte that was written last; `nil` before the first.
    var last: UInt8? { count > 0 ? storage[count - 1] : nil }

    /// What has been written.
    consuming func bytes() -> [UInt8] {
        storage.removeLast(storage.count - count)
        return storage
    }

    /// Lets `body` write up to `limit` bytes at the end and tell how many these were.
    @inline(__always)
    mutating func write(upTo limit: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) {
        if storage.count - count < limit { grow(by: limit) }
        storage.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            count += body(start + count)
        }
    }

    /// Makes room. What is reserved but never touched costs nothing, so it may be much; moving it all costs.
    private mutating func grow(by limit: Int) {
        let wanted = storage.count + max(limit, Output.step)
        if wanted > storage.capacity { storage.reserveCapacity(4 * wanted) }
        storage.append(contentsOf: repeatElement(0, count: wanted - storage.count))
    }

    /// Writes bytes as they are.
    @inline(__always)
    mutating func append(_ source: UnsafeBufferPointer<UInt8>) {
        write(upTo: source.count) { end in
            if let start = source.baseAddress { end.update(from: start, count: source.count) }
            return source.count
        }
    }

    /// Writes a byte as it is.
    mutating func append(_ byte: UInt8) {
        write(upTo: 1) { end in
            end.pointee = byte
            return 1
        }
    }

    /// Writes a character as it is.
    mutating func append(_ scalar: Unicode.Scalar) {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte) }
    }

    /// Writes text as it is.
    mutating func append(_ text: String) {
        text.withBytes { append($0) }
    }

    /// Writes a number in decimal digits.
    mutating func append(decimal number: Int) {
        if number < 0 { append(UInt8(ascii: "-")) }
        var (rest, digit) = (number.magnitude, 0 as UInt)
        var scale: UInt = 1
        while rest / scale >= 10 { scale *= 10 }
        while scale > 0 {
            (digit, rest) = rest.quotientAndRemainder(dividingBy: scale)
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
            scale /= 10
        }
    }
}
