import Templating
import Testing

struct MarkdownEscapingTests {
    @Test(arguments: ["name", "label"])
    func bringsTextsBackOutOfTheCellsOfATable(column: String) throws {
        let texts = Array(HostileTexts(count: 20_000))
        let head = "| a | b | c |\n|---|---|---|\n"
        let page = try render(
            head + "{{#rows}}\n| x | {{\(column)}} | y |\n{{/rows}}\n",
            Sample(rows: texts.map { Row(name: $0, title: $0) }), as: "md")
        let cells = try #require(Markdown(page).cells, "something came alive in a cell")
        try #require(cells.count == 3 * texts.count)
        for (index, text) in texts.enumerated() where Array(cells[3 * index + 1].utf8) != Array(shown(text).utf8) {
            Issue.record("\(text.debugDescription) came back as \(cells[3 * index + 1].debugDescription)")
        }
    }

    @Test(arguments: [
        ("", ""), ("a", "`a`"), ("a|b", "`a\\|b`"), ("`", "`` ` ``"), ("a``b", "```a``b```"), (" a", "` a`"),
        (" a ", "`  a  `"), (" ", "` `"), ("a\r\nb", "`a b`"), ("a\u{202E}\0b", "`ab`"), ("\u{7}", ""),
        ("@a #1", "`@a #1`"),
    ])
    func writesTextOfTheClusterAsCode(text: String, code: String) throws {
        #expect(try render("{{#rows}}{{name}}{{/rows}}", Sample(rows: [Row(name: text)]), as: "md") == code)
    }

    @Test(arguments: [
        ("All good. 3.5 s (98 %), yes: it's", "All good. 3.5 s (98 %), yes: it's"),
        ("2026-11-22 08:00:00 – …", "2026-11-22 08:00:00 – …"), ("a\nb", "a b"), (" a ", "&#32;a&#32;"),
        ("1. a", "1&#46; a"), ("12) a", "12&#41; a"), ("- a", "&#45; a"), ("*a*", "&#42;a&#42;"),
        ("www.a.b", "www&#46;a&#46;b"), ("www. a now. b", "www&#46; a now. b"), ("http://a", "http&#58;&#47;&#47;a"),
        ("a@b.c", "a`@`b&#46;c"), ("@#1", "`@#`1"),
    ])
    func keepsWordsReadable(text: String, markdown: String) throws {
        #expect(try render("{{title}}", Sample(title: text), as: "md") == markdown)
    }

    @Test func beginsNoBlockWithText() throws {
        for text in HostileTexts(count: 500, seed: 2) {
            let page = try render("{{title}}\n", Sample(title: text), as: "md")
            let kinds = Set(Markdown(page).nodes.map(\.kind))
            #expect(kinds.isSubset(of: ["document", "paragraph", "text", "code"]), "\(text.debugDescription)")
        }
    }

    /// What is left of a text in Markdown: line breaks are spaces, and what can't be seen is gone.
    private func shown(_ text: String) -> String {
        var shown = ""
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar.value {
            case 0x09...0x0D, 0x85, 0x2028, 0x2029: shown += " "
            case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: break
            case let value where value & 0xFFFE == 0xFFFE: break
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}
