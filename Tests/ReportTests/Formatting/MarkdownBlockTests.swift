import Templating
import Testing

@testable import Report

struct MarkdownBlockTests {
    @Test(arguments: [0, 1, 3, 4, 40]) func fencesWithMoreBackticksThanTheTextHas(run: Int) {
        let text = "a\n" + String(repeating: "`", count: run) + "\n# b"
        let lines = MarkdownBlock.code(text).source.split(separator: "\n", omittingEmptySubsequences: false)
        let fence = String(repeating: "`", count: max(3, run + 1))
        #expect(lines.first == Substring(fence + "text"))
        #expect(lines.dropLast().last == Substring(fence))
        #expect(lines.filter { $0.hasPrefix(fence) }.count == 2)
    }

    @Test(arguments: [
        ("one\ntwo", "> one\n> two\n"), ("one\r\n\r\ntwo\r\n \n", "> one\n>\n> two\n"),
        ("```\nopen", "> ```\n> open\n"),
    ])
    func quotesEveryLineOfANote(note: String, quotation: String) {
        #expect(MarkdownBlock.quotation(note).source == quotation)
    }

    @Test func dropsWhatHidesOrTurnsText() {
        let block = MarkdownBlock.code("a\r\u{202E}b\u{0}c\u{FFFE}\u{1FFFF}\u{200B}d\te").source
        #expect(block == "```text\nabcd\te\n```\n")
    }
}
