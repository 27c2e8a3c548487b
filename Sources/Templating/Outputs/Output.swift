/// A file that is being written: bytes at the end of bytes.
struct Output: ~Copyable {
    /// Takes a stretch of a file.
    typealias Reader = (UnsafeBufferPointer<UInt8>) -> Void

    /// How many bytes are made ready for writing at a time.
    private static let step = 1 << 16
    private static let zeros = [UInt8](repeating: 0, count: step)

    /// What has been written and not handed on, and zeros to be written over.
    private var storage: [UInt8] = []
    /// How much has been written and not handed on.
    private var count = 0
    /// Who is handed what has been written whenever there is no more room; `nil` where all is kept.
    private let reader: Reader?

    /// The last byte that was handed on.
    private var lastHandedOn: UInt8?

    /// Begins with nothing.
    init(reader: Reader? = nil) { self.reader = reader }

    /// The byte that was written last; `nil` before the first.
    var last: UInt8? { count > 0 ? storage[count - 1] : lastHandedOn }

    /// Whether the last sign is as wide as an ideograph and has room of its own: `。`, `，`, `；`, `：`, `）`, `！` or `？`.
    var endsWide: Bool {
        guard count > 2 else { return false }
        switch (storage[count - 3], storage[count - 2], storage[count - 1]) {
        case (0xE3, 0x80, 0x81...0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x89), (0xEF, 0xBC, 0x8C),
            (0xEF, 0xBC, 0x9A...0x9B), (0xEF, 0xBC, 0x9F):
            return true
        default: return false
        }
    }

    /// What has been written, as far as it was not handed on.
    consuming func bytes() -> [UInt8] {
        storage.removeLast(storage.count - count)
        return storage
    }

    /// Hands on what has not been.
    mutating func flush() {
        guard let reader, count > 0 else { return }
        storage.withUnsafeBufferPointer { reader(UnsafeBufferPointer(rebasing: $0[..<count])) }
        lastHandedOn = storage[count - 1]
        count = 0
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
        flush()
        if storage.count - count >= limit { return }
        let wanted = storage.count + max(limit, Output.step)
        if wanted > storage.capacity { storage.reserveCapacity(4 * wanted) }
        // An array is copied as one block of memory; what repeats an element is asked for each.
        while storage.count < wanted { storage.append(contentsOf: Output.zeros) }
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
