/// Base64 (RFC 4648, section 4), as kombu wraps messages in it.
package enum Base64 {
    /// The bytes of a text with padding or without; `nil` where a character is none of the alphabet or the length is
    /// impossible.
    static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var end = text.count
        while end > 0, text.count - end < 2, text[end - 1] == UInt8(ascii: "=") { end -= 1 }
        guard end % 4 != 1, end == text.count || text.count.isMultiple(of: 4) else { return nil }
        var isValid = true
        let bytes = [UInt8](unsafeUninitializedCapacity: end / 4 * 3 + 3) { output, count in
            isValid = decode(UnsafeBufferPointer(rebasing: text[..<end]), into: output, &count)
        }
        return isValid ? bytes : nil
    }

    /// The bytes as text, padded.
    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            var bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            bits <<= UInt32(8 * (3 - group.count))
            for position in 0..<4 {
                let value = Int(bits >> UInt32(18 - 6 * position)) & 63
                text.append(position <= group.count ? alphabet[value] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func decode(
        _ text: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int
    ) -> Bool {
        values.withUnsafeBufferPointer { values in
            // An invalid character sets a bit that no valid one has, so one look at the end is enough.
            var seen: UInt32 = 0
            var bits: UInt32 = 0
            for (index, character) in text.enumerated() {
                let value = UInt32(values[Int(character)])
                seen |= value
                bits = bits << 6 | value & 0x3F
                guard index % 4 == 3 else { continue }
                output[count] = UInt8(truncatingIfNeeded: bits >> 16)
                output[count + 1] = UInt8(truncatingIfNeeded: bits >> 8)
                output[count + 2] = UInt8(truncatingIfNeeded: bits)
                count += 3
            }
            finish(text.count % 4, bits, output, &count)
            return seen & invalid == 0
        }
    }

    private static func finish(
        _ rest: Int, _ bits: UInt32, _ output: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int
    ) {
        if rest == 2 { output[count] = UInt8(truncatingIfNeeded: bits >> 4) }
        if rest == 3 {
            output[count] = UInt8(truncatingIfNeeded: bits >> 10)
            output[count + 1] = UInt8(truncatingIfNeeded: bits >> 2)
        }
        count += max(0, rest - 1)
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    private static let invalid: UInt32 = 0x80

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: UInt8(invalid), count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()
}
