import TestSupport
import Testing

@testable import Decoding

struct Base64Tests {
    private func decode(_ text: String) -> String? {
        Array(text.utf8).withUnsafeBufferPointer { Base64.decode($0) }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The test vectors of RFC 4648, section 10, with padding and without.
    @Test(arguments: [
        ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"),
        ("Zm9vYmFy", "foobar"), ("Zg", "f"), ("Zm8", "fo"),
    ])
    func decodesTheVectorsOfTheStandard(text: String, expected: String) {
        #expect(decode(text) == expected)
    }

    @Test(arguments: ["Z", "Zm9vY", "Z===", "====", "Zm=v", "Zm9v=", "Zg=", "Zm 9", "Zm9v\n", "Zm9-", "Zm9_", "Zmé="])
    func refusesWhatIsNone(text: String) {
        #expect(decode(text) == nil)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func decodesWhatWasEncoded(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let bytes = (0..<Int(seed)).map { _ in UInt8.random(in: 0...255, using: &random) }
        let text = encode(bytes)
        #expect(text.withUnsafeBufferPointer { Base64.decode($0) } == bytes)
    }

    private func encode(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = Array(bytes[start..<min(start + 3, bytes.count)])
            let bits = (0..<3).reduce(0) { $0 << 8 | Int($1 < group.count ? group[$1] : 0) }
            for place in 0..<4 {
                text.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
        }
        return text
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func writesWhatTheSpecificationHas(_ text: String, _ encoded: String) {
        #expect(Base64.encode(Array(text.utf8)) == encoded)
    }
}
