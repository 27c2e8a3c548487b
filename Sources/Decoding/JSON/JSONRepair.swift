/// Rewrites what Python's `json` writes, and reads, and simdjson refuses, so that simdjson takes it.
///
/// `NaN`, `Infinity` and numbers too wide for a machine word become strings that begin with U+0000, by which
/// `JSONNode.kind` knows them again; lone surrogates and bytes that are no UTF-8 become U+FFFD; raw control characters
/// in strings are escaped; a byte order mark is left out. All else stays, mistakes too, for simdjson to name them.
struct JSONRepair {
    private var source: [UInt8]
    private var output: [UInt8] = []
    private var position = 0

    /// The mended document.
    static func mended(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var repair = JSONRepair(source: Array(bytes))
        repair.output.reserveCapacity(repair.source.count + 64)
        if repair.source.starts(with: [0xEF, 0xBB, 0xBF]) { repair.position = 3 }
        while let byte = repair.current { repair.step(byte) }
        return repair.output
    }

    private init(source: [UInt8]) { self.source = source }

    private var current: UInt8? { position < source.count ? source[position] : nil }

    private mutating func step(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): takeString()
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "N"), UInt8(ascii: "I"):
            takeNumber()
        default: copy(1)
        }
    }

    private mutating func copy(_ count: Int) {
        output.append(contentsOf: source[position..<position + count])
        position += count
    }

    private mutating func takeNumber() {
        let token = source[position...].prefix { byte in
            byte.isASCIILetterOrDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
                || byte == UInt8(ascii: ".")
        }
        guard Self.needsQuotes(String(decoding: token, as: UTF8.self)) else { return copy(token.count) }
        output.append(contentsOf: #""\u0000"#.utf8)
        copy(token.count)
        output.append(UInt8(ascii: "\""))
    }

    /// Whether a token is a number to Python that simdjson has no room for.
    private static func needsQuotes(_ token: String) -> Bool {
        if ["NaN", "Infinity", "-Infinity"].contains(token) { return true }
        let digits = token.utf8.drop { $0 == UInt8(ascii: "-") }
        guard token.utf8.count - digits.count <= 1, let first = digits.first, first.isASCIIDigit,
            digits.count == 1 || first != UInt8(ascii: "0") || !digits.allSatisfy(\.isASCIIDigit)
        else { return false }
        if digits.allSatisfy(\.isASCIIDigit) { return Int64(token) == nil && UInt64(token) == nil }
        guard let value = Double(token) else { return false }
        return value.isInfinite && digits.allSatisfy { "0123456789.eE+-".utf8.contains($0) }
    }

    private mutating func takeString() {
        copy(1)
        while let byte = current, byte != UInt8(ascii: "\"") {
            switch byte {
            case UInt8(ascii: "\\"): takeEscape()
            case 0..<0x20: escape(byte)
            case 0x20..<0x80: copy(1)
            default: takeSequence()
            }
        }
        if current != nil { copy(1) }
    }

    private mutating func escape(_ control: UInt8) {
        let hex = String(control, radix: 16)
        output.append(contentsOf: (control < 16 ? "\\u000" : "\\u00").utf8)
        output.append(contentsOf: hex.utf8)
        position += 1
    }

    private mutating func takeEscape() {
        guard let unit = codeUnit(at: position), (0xD800...0xDFFF).contains(unit) else {
            return copy(min(2, source.count - position))
        }
        if unit < 0xDC00, let low = codeUnit(at: position + 6), (0xDC00...0xDFFF).contains(low) { return copy(12) }
        output.append(contentsOf: #"\ufffd"#.utf8)
        position += 6
    }

    /// The code unit of an escape `\uXXXX`.
    private func codeUnit(at start: Int) -> Int? {
        guard start + 6 <= source.count, source[start] == UInt8(ascii: "\\"), source[start + 1] == UInt8(ascii: "u"),
            source[start + 2..<start + 6].allSatisfy(\.isASCIILetterOrDigit)
        else { return nil }
        return Int(String(decoding: source[start + 2..<start + 6], as: UTF8.self), radix: 16)
    }

    /// One sequence of UTF-8; U+FFFD in place of bytes that are none.
    private mutating func takeSequence() {
        var decoder = UTF8()
        var rest = source[position..<min(position + 4, source.count)].makeIterator()
        if case .scalarValue(let scalar) = decoder.decode(&rest) { return copy(scalar.utf8.count) }
        output.append(contentsOf: "\u{FFFD}".utf8)
        position += 1
    }
}

extension JSONRepair {
    /// Whether a string stands for a number that was too wide.
    @inline(__always)
    static func isWideNumber(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.first == 0 && needsQuotes(String(decoding: bytes.dropFirst(), as: UTF8.self))
    }
}

extension UInt8 {
    /// Whether this is one of `0`…`9`.
    fileprivate var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    fileprivate var isASCIILetterOrDigit: Bool {
        isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
    }
}
