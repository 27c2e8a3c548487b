import Templating
import Testing

struct DocumentTests {
    private let document = Value.record([
        Value.Member("title", .text("<a>")), Value.Member("price", .number("1.21")), Value.Member("none", .null),
        Value.Member("yes", .truth(true)), Value.Member("empty", .list([])), Value.Member("x.y", .text("dot")),
        Value.Member(
            "rows",
            .list([
                .record([Value.Member("name", .text("n")), Value.Member("none", .text("some"))]),
                .record([Value.Member("title", .text("own")), Value.Member("none", .null)]),
            ])),
        Value.Member("lists", .list([.list([.number("1"), .number("2")]), .list([.text("a")])])),
    ])

    @Test(arguments: [
        ("{{title}}", "&lt;a&gt;"), ("{{price}}", "1.21"), ("[{{none}}]", "[]"), ("{{yes}}", "true"),
        ("{{#yes}}{{title}}{{/yes}}{{^none}}-{{/none}}{{^empty}}0{{/empty}}", "&lt;a&gt;-0"),
        ("{{#empty}}{{anything}}{{/empty}}{{#none}}{{anything}}{{/none}}", ""),
        ("{{#lists}}({{#.}}{{.}}{{/.}}){{/lists}}", "(12)(a)"),
        // What one record lacks is looked up around it; what it has as null is not.
        ("{{#rows}}{{title}},{{/rows}}", "&lt;a&gt;,own,"), ("{{#rows}}{{none}},{{/rows}}", "some,,"),
    ])
    func rendersADocumentOfNobodysNames(template: String, page: String) throws {
        #expect(try render(template, over: document) == page)
    }

    @Test func rendersADocumentThatIsAList() throws {
        let list = Value.list([.record([Value.Member("a", .text("1"))]), .record([])])
        #expect(try render("{{#.}}({{a}}){{/.}}", over: list) == "(1)()")
    }

    @Test(arguments: [
        ("{{titel}}", "unknown name 'titel'; did you mean 'title'?"), ("{{{title}}}", "'title' isn't ready-made"),
        ("{{&price}}", "'price' isn't ready-made"),
        ("{{#rows}}{{nam}}{{/rows}}", "unknown name 'nam'; did you mean 'name'?"),
        ("{{rows}}", "'rows' is a record or a list"), ("{{title.a}}", "unknown name 'title.a'"),
        ("{{x.y}}", "unknown name 'x.y'"),
        ("{{>nobody}}", "unknown template 'nobody'"), ("{{>page}}", "'page' includes itself: page.html → page.html"),
    ])
    func tellsWhatIsWrongUnlessLenient(template: String, message: String) throws {
        let error = #expect(throws: TemplateErrors.self) { try render(template, over: document) }
        #expect(error?.diagnostics.first?.message.hasPrefix(message) == true, "\(String(describing: error))")
        #expect(throws: Never.self) { try render(template, over: document, isLenient: true) }
    }

    @Test func isLenientAsTheSpecificationIs() throws {
        let template = "[{{nobody}}{{#nobody}}a{{/nobody}}{{>nobody}}{{a.b.c}}{{rows}}]{{{title}}}{{&title}}"
        #expect(try render(template, over: document, isLenient: true) == "[]<a><a>")
    }

    @Test func followsATemplateThatIncludesItselfAHundredDeep() throws {
        #expect(try render("x{{>page}}", over: .null, isLenient: true) == String(repeating: "x", count: 101))
    }

    @Test func followsATreeToItsLeaves() throws {
        func node(_ name: String, _ nodes: [Value]) -> Value {
            .record([Value.Member("name", .text(name)), Value.Member("nodes", .list(nodes))])
        }
        let library = TemplateLibrary([
            "page.html": "{{>node}}", "node.html": "{{name}}({{#nodes}}{{>node}}{{/nodes}})",
        ])
        let tree = node("a", [node("b", [node("c", [])]), node("d", [])])
        #expect(try library.render(over: tree, isLenient: true) == "a(b(c())d())")
    }

    @Test func givesUpOnATemplateThatIncludesItselfTwice() {
        let error = #expect(throws: TemplateErrors.self) {
            try render("{{>page}}{{>page}}", over: .null, isLenient: true)
        }
        #expect(error?.description == "page.html:1:1: the templates it includes include each other without end")
    }

    @Test func keepsSyntaxStrictEvenIfLenient() {
        #expect(throws: TemplateErrors.self) { try render("{{#a}}", over: document, isLenient: true) }
    }
}
