import CCrypto
import Glibc

/// Base64 with padding and without line breaks (RFC 4648), of which each text stands for other bytes.
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4 + 1) { text, count in
            count = Int(EVP_EncodeBlock(text.baseAddress, bytes, Int32(bytes.count)))
        }
    }

    static func text(_ bytes: [UInt8]) -> String { String(decoding: encode(bytes), as: UTF8.self) }

    /// `nil` for what `encode` never writes, such as white space, or other bits in the last digit.
    static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 4), text.count < Int(Int32.max) else { return nil }
        let padding = text.suffix(2).count { $0 == UInt8(ascii: "=") }
        var isFine = true
        let bytes = [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 1) { bytes, count in
            let length = Int(EVP_DecodeBlock(bytes.baseAddress, text.baseAddress, Int32(text.count)))
            isFine = length == text.count / 4 * 3
            count = max(0, length - padding)
        }
        guard isFine else { return nil }
        // OpenSSL skips white space at the ends, and takes no offence at bits that stand for nothing.
        let again = encode(bytes)
        let same = again.count == text.count && again.withUnsafeBytes { memcmp($0, text) == 0 }
        return same ? bytes : nil
    }

    static func decode(_ text: String) -> [UInt8]? { Array(text.utf8).withUnsafeBufferPointer(decode) }
}

private func memcmp(_ one: UnsafeRawBufferPointer, _ other: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard let first = one.baseAddress, let second = other.baseAddress else { return 0 }
    return Glibc.memcmp(first, second, min(one.count, other.count))
}
