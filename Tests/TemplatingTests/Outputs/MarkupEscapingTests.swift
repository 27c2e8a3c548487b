import Templating
import Testing

struct MarkupEscapingTests {
    @Test(arguments: ["html", "svg", "mustache"])
    func bringsTextsBackOutOfAnAttribute(ending: String) throws {
        let texts = Array(HostileTexts(count: 1_000, seed: 3))
        let page = try render(
            "{{#rows}}<p title=\"{{name}}\">{{/rows}}", Sample(rows: texts.map { Row(name: $0) }), as: ending)
        let cells = page.unicodeScalars.split(separator: "<", omittingEmptySubsequences: false).dropFirst()
            .map { String($0.dropFirst(9).dropLast(2)) }
        try #require(cells.count == texts.count)
        for (text, cell) in zip(texts, cells) {
            #expect(!cell.unicodeScalars.contains { "<>\"'".unicodeScalars.contains($0) })
            #expect(unescaped(cell).unicodeScalars.elementsEqual(text.unicodeScalars.filter(isLegal)))
        }
    }

    @Test(arguments: ["html", "svg"])
    func leavesQuotationMarksBetweenTagsAsTheyAre(ending: String) throws {
        let texts = Array(HostileTexts(count: 1_000, seed: 4))
        // A blank keeps the next text from being a tag's name.
        let page = try render("{{#rows}} {{name}} < {{/rows}}", Sample(rows: texts.map { Row(name: $0) }), as: ending)
        let cells = page.unicodeScalars.split(separator: "<", omittingEmptySubsequences: false).dropLast()
            .enumerated().map { String($1.dropFirst($0 == 0 ? 1 : 2).dropLast()) }
        try #require(cells.count == texts.count)
        for (text, cell) in zip(texts, cells) {
            #expect(!cell.unicodeScalars.contains { "<>".unicodeScalars.contains($0) })
            #expect(!cell.contains("&quot;") && !cell.contains("&#39;"))
            #expect(unescaped(cell).unicodeScalars.elementsEqual(text.unicodeScalars.filter(isLegal)))
        }
    }

    @Test(arguments: 0...40)
    func findsSpecialCharactersAtEveryDistanceFromTheEnds(position: Int) throws {
        let specials = [
            ("<", "&lt;"), ("&", "&amp;"), ("\"", "\""), ("\u{FFFF}", ""), ("\u{1}", ""), ("\u{FFFD}", "\u{FFFD}"),
        ]
        for (special, escaped) in specials {
            let before = String(repeating: "#", count: position)
            let after = String(repeating: "é", count: 40 - position)
            #expect(try render("{{title}}", Sample(title: before + special + after)) == before + escaped + after)
            let page = try render("<p title='{{title}}'>", Sample(title: before + "\"" + after))
            #expect(page == "<p title='" + before + "&quot;" + after + "'>")
        }
    }

    @Test func escapesTextsLongerThanAPiece() throws {
        let text = String(repeating: "a\u{FFFF}<", count: 100_000)
        let page = try render("[{{title}}]", Sample(title: text))
        #expect(page == "[" + String(repeating: "a&lt;", count: 100_000) + "]")
    }

    @Test func escapesAQuotationMarkThatACombiningMarkFollows() throws {
        let title = "\"\u{301}<\u{FE0F}"
        #expect(try render("{{title}}", Sample(title: title)) == "\"\u{301}&lt;\u{FE0F}")
        #expect(
            try render("<p title=\"{{title}}\">", Sample(title: title)) == "<p title=\"&quot;\u{301}&lt;\u{FE0F}\">")
    }

    @Test func dropsControlsAndWhatIsNoCharacter() throws {
        let none = String(decoding: [0xEF, 0xB7, 0x90, 0xEF, 0xB7, 0xAF] as [UInt8], as: UTF8.self)
        for dropped in [none, "\u{1FFFE}", "\u{10FFFF}", "\u{7F}", "\u{80}\u{9F}"] {
            #expect(try render("{{title}}", Sample(title: "a" + dropped + "b")) == "ab")
        }
        let kept = "\u{A0}\u{FDCF}\u{FDF0}\u{1F33F}\u{1FFFD}"
        #expect(try render("{{title}}", Sample(title: kept)) == kept)
    }

    /// Whether XML 1.0 and HTML allow a character.
    private func isLegal(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: true
        case 0..<0x20, 0x7F...0x9F, 0xFDD0...0xFDEF: false
        default: scalar.value & 0xFFFE != 0xFFFE
        }
    }

    private func unescaped(_ markup: String) -> String {
        let names = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        // Scalar by scalar: a character with a combining mark on it would not be found.
        let scalars = names.reduce(Array(markup.unicodeScalars)) {
            $0.replacing(Array($1.0.unicodeScalars), with: Array($1.1.unicodeScalars))
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
