import Testing

@testable import Report

struct ExcerptTests {
    @Test func keepsWhatFits() {
        #expect(Excerpt.cell("order-1") == "order-1")
        #expect(Excerpt.full("order-1") == "order-1")
    }

    @Test(arguments: 1...8) func neverCutsACharacterInTwo(limit: Int) {
        let cut = Excerpt.cell("aäß€😀b", limit: limit)
        #expect(!cut.unicodeScalars.contains("\u{FFFD}"))
        #expect("aäß€😀b".hasPrefix(cut.dropLast()))
    }

    @Test func saysHowMuchWasCut() {
        let text = String(repeating: "x", count: 70_000)
        #expect(Excerpt.full(text).hasSuffix("… (10,000 more bytes are in data/snapshot.json)"))
    }

    @Test func keepsTheEndOfATraceback() {
        let (text, omitted) = Excerpt.ending(of: "1\n2\n3\n4", lines: 2)
        #expect(text == "3\n4")
        #expect(omitted == 2)
        #expect(Excerpt.ending(of: "1\n2", lines: 2).omitted == 0)
    }

    @Test func dropsWhatPagesDrop() {
        let (controls, quotes) = ("a\u{0}\u{1B}b\u{FFFE}\u{85}\u{1FFFF}\tc\nd", "\"\u{301}\u{202E}")
        #expect(Excerpt.shown(controls) == "ab\tc\nd")
        #expect(Excerpt.shown(quotes) == quotes)
    }
}
