import Decoding
import TestSupport
import Testing

struct JSONRepairTests {
    private func strings(_ bytes: [UInt8]) throws -> [String?] {
        var parser = JSONParser()
        return try parser.withParsed(bytes) { node in node.elements.map { $0.map(\.string) } ?? [] }
    }

    @Test func takesWhatPythonCallsNumbers() throws {
        var parser = JSONParser()
        let text = "[NaN, Infinity, -Infinity, 123456789012345678901234567890, -123456789012345678901, 1e999, -1E+999]"
        try parser.withParsed(text.utf8) { node in
            let elements = node.elements.map(Array.init) ?? []
            #expect(elements.allSatisfy { $0.kind == .wideNumber && $0.string == nil && $0.int == nil })
            // What JSON can't write is no number that could be shown, and written again.
            #expect(elements.map(\.double) == [nil, nil, nil, 1.2345678901234568e29, -1.2345678901234568e20, nil, nil])
            #expect(elements.map(\.wideNumber).prefix(3) == ["NaN", "Infinity", "-Infinity"])
            #expect(elements[3].wideNumber == "123456789012345678901234567890")
        }
    }

    @Test func leavesStringsThatReadLikeNumbers() throws {
        let text = #"["NaN", "Infinity, -Infinity", "99999999999999999999", "a\\", "\"NaN", NaN]"#
        let expected: [String?] = ["NaN", "Infinity, -Infinity", "99999999999999999999", "a\\", "\"NaN", nil]
        #expect(try strings(Array(text.utf8)) == expected)
    }

    @Test(arguments: [
        (#"\ud800"#, "\u{FFFD}"), (#"\uDFFF"#, "\u{FFFD}"), (#"\ud83d\ude00"#, "\u{1F600}"),
        (#"\ud83dx"#, "\u{FFFD}x"), (#"\ud83d\n"#, "\u{FFFD}\n"), (#"\ude00\ud83d"#, "\u{FFFD}\u{FFFD}"),
        (#"\ud83d\ud83d\ude00"#, "\u{FFFD}\u{1F600}"), (#"a\\ud800"#, "a\\ud800"), (#"\ud83d\u0041"#, "\u{FFFD}A"),
    ])
    func replacesLoneSurrogates(escaped: String, expected: String) throws {
        #expect(try strings(Array("[\"\(escaped)\"]".utf8)) == [expected])
        #expect(try strings(Array("[\"\(escaped)\", NaN]".utf8)) == [expected, nil])
    }

    @Test func replacesBytesThatAreNoUTF8() throws {
        let bytes = Array("[\"a".utf8) + [0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0xF0, 0x9F] + Array("é\"]".utf8)
        let text = try #require(try strings(bytes).first ?? nil)
        #expect(text.hasPrefix("a\u{FFFD}\u{FFFD}("))
        #expect(text.hasSuffix("\u{FFFD}é"))
        #expect(text.unicodeScalars.allSatisfy { "a(é\u{FFFD}".unicodeScalars.contains($0) })
    }

    @Test func takesRawControlCharacters() throws {
        #expect(try strings(Array("[\"a\u{1}b\nc\u{1F}\u{0}\"]".utf8)) == ["a\u{1}b\nc\u{1F}\u{0}"])
    }

    @Test func skipsAByteOrderMark() throws {
        #expect(try strings([0xEF, 0xBB, 0xBF] + Array("[\"x\"]".utf8)) == ["x"])
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func survivesAnyBytes(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("{}[]\",:\\u0dD8fNaNInfinity-19eE.+ \n".utf8) + [0, 0xC3, 0xA9, 0xED, 0xA0, 0x80, 0xFF]
        var parser = JSONParser()
        for _ in 0..<100 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            // Whether these bytes are JSON is all the same; that they end in a value or an error is the test.
            let text = try? parser.withParsed(bytes) { node in node.fields.map { $0.map(\.key.text) } ?? [] }
            #expect(text.map { $0.count <= bytes.count } ?? true)
        }
    }
}
