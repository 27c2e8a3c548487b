import Templating
import Testing

struct SyntaxTests {
    @Test(arguments: [
        ("{{", "1:1: unclosed tag"), ("a\n {{title", "2:2: unclosed tag"), ("{{{title}}", "1:1: unclosed tag"),
        ("{{!", "1:1: unclosed tag"), ("{{title\n{{busy}}", "1:1: unclosed tag"), ("{{=<% %>}}", "1:1: unclosed tag"),
        ("{{=<%=}}", "1:1: delimiters are two words without '=', as in {{=<% %>=}}"),
        ("{{}}", "1:1: tag without a name"), ("{{# }}{{/ }}", "1:1: tag without a name"),
        ("{{a b}}", "1:1: the name 'a b' has a space in it"),
        ("x{{#busy}}", "1:2: section 'busy' is never closed"), ("{{^busy}}", "1:1: section 'busy' is never closed"),
        ("{{/busy}}", "1:1: 'busy' is closed, but not open"),
        ("{{#busy}}\n{{/bsuy}}", "2:1: section 'busy', opened in line 1, is closed by 'bsuy'"),
        ("{{#busy}}{{#rows}}\n{{/busy}}", "2:1: section 'rows', opened in line 1, is closed by 'busy'"),
        ("{{$a}}", "1:1: block 'a' is never closed"),
    ])
    func tellsWhereATagIsWrong(template: String, message: String) {
        #expect(
            mistakes(template).split(separator: "\n").contains { $0 == "page.html:" + message }, "\(mistakes(template))"
        )
    }

    @Test func goesOnBehindAMistake() {
        #expect(
            mistakes("{{#rows}}{{nam}}{{/row}}{{titel}}{{/titel}}{{oops").split(separator: "\n") == [
                "page.html:1:10: unknown name 'nam'; did you mean 'name'?",
                "page.html:1:17: section 'rows', opened in line 1, is closed by 'row'",
                "page.html:1:25: unknown name 'titel'; did you mean 'title'?",
                "page.html:1:34: 'titel' is closed, but not open",
                "page.html:1:44: unclosed tag",
            ])
    }

    @Test func tellsTextThatIsNotUTF8() {
        let library = TemplateLibrary([TemplateSource(name: "page.html", text: Array("é\n".utf8) + [0x61, 0xC3, 0x28])])
        #expect(library.mistakes() == "page.html:2:2: not UTF-8")
    }

    @Test func leavesAByteOrderMarkOut() throws {
        #expect(try render("\u{FEFF}{{title}}") == "Workers")
    }

    @Test(arguments: [100, 101, 20_000])
    func limitsHowDeepTagsNest(depth: Int) throws {
        let template = String(repeating: "{{#busy}}", count: depth) + "x" + String(repeating: "{{/busy}}", count: depth)
        if depth == 100 {
            #expect(try render(template, Sample(isBusy: true)) == "x")
        } else {
            #expect(mistakes(template) == "page.html:1:901: tags nest more than 100 deep")
        }
    }

    @Test func readsManyUnclosedTagsOnOneLineInTime() {
        #expect(mistakes(String(repeating: "{{", count: 5_000)).hasSuffix("page.html:1:9999: unclosed tag"))
    }

    @Test func keepsWhatIsNoTag() throws {
        let text = "{ {title} } }} {a}} \\ \0 é {\n{"
        #expect(try render(text) == text)
    }

    @Test func changesDelimitersToTheEndOfTheTemplateOnly() throws {
        let library = TemplateLibrary([
            "page.html": "{{=| |=}}|title||>row||={{ }}=|{{title}}|title|", "row.html": "[{{title}}|title|]",
        ])
        #expect(try library.render() == "Workers[Workers|title|]Workers|title|")
    }

    @Test func showsRawFragmentsWithOtherDelimiters() throws {
        #expect(try render("{{=<% %>=}}<%{chart}%><%& chart %>") == "<svg/><svg/>")
    }
}
