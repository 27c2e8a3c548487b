import Templating
import Testing

struct MarkupEscapingTests {
    @Test(arguments: ["html", "svg", ""])
    func bringsTextsBackOutOfAnAttribute(ending: String) throws {
        let texts = Array(HostileTexts(count: 1_000, seed: 3))
        let page = try render("{{#rows}}{{name}}<{{/rows}}", Sample(rows: texts.map { Row(name: $0) }), as: ending)
        let cells = page.unicodeScalars.split(separator: "<", omittingEmptySubsequences: false)
            .map(String.init).dropLast()
        try #require(cells.count == texts.count)
        for (text, cell) in zip(texts, cells) {
            #expect(!cell.unicodeScalars.contains { "<>\"'".unicodeScalars.contains($0) })
            #expect(unescaped(cell).unicodeScalars.elementsEqual(text.unicodeScalars.filter(isLegal)))
        }
    }

    @Test(arguments: 0...40)
    func findsSpecialCharactersAtEveryDistanceFromTheEnds(position: Int) throws {
        let specials = [("<", "&lt;"), ("\"", "&quot;"), ("\u{FFFF}", ""), ("\u{1}", ""), ("\u{FFFD}", "\u{FFFD}")]
        for (special, escaped) in specials {
            let before = String(repeating: "#", count: position)
            let after = String(repeating: "é", count: 40 - position)
            #expect(try render("{{title}}", Sample(title: before + special + after)) == before + escaped + after)
        }
    }

    @Test func escapesTextsLongerThanAPiece() throws {
        let text = String(repeating: "a\u{FFFF}<", count: 100_000)
        let page = try render("[{{title}}]", Sample(title: text))
        #expect(page == "[" + String(repeating: "a&lt;", count: 100_000) + "]")
    }

    @Test func escapesAQuotationMarkThatACombiningMarkFollows() throws {
        #expect(try render("{{title}}", Sample(title: "\"\u{301}<\u{FE0F}")) == "&quot;\u{301}&lt;\u{FE0F}")
    }

    /// Whether XML 1.0 allows a character.
    private func isLegal(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 9, 10, 13, 0x20...0xFFFD, 0x10000...: true
        default: false
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
