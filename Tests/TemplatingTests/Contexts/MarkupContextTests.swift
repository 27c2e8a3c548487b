import Testing

@testable import Templating

/// Where tags of templates may stand in a page, and what becomes of a stranger's text there.
struct MarkupContextTests {
    private func shown(_ template: String, _ title: String, as ending: String = "html") throws -> String {
        try render(template, Sample(title: title), as: ending)
    }

    @Test(arguments: [
        ("<a href={{title}}>x</a>", "page.html:1:9", "without quotes"),
        ("<p class=a{{title}}>", "page.html:1:11", "without quotes"),
        ("<script>{{title}}</script>", "page.html:1:9", "in a script"),
        ("<SCRIPT>var a = '{{title}}'</SCRIPT>", "page.html:1:18", "in a script"),
        ("<style>{{title}}</style>", "page.html:1:8", "in a style sheet"),
        ("<a onclick=\"{{title}}\">", "page.html:1:13", "'onclick', which is a script"),
        ("<p style='{{title}}'>", "page.html:1:11", "in 'style'"),
        ("<iframe srcdoc=\"{{title}}\">", "page.html:1:17", "in 'srcdoc'"),
        ("<img srcset=\"{{title}} 2x\">", "page.html:1:14", "in 'srcset'"),
        ("<{{title}}>", "page.html:1:2", "in a tag"), ("<a {{title}}>", "page.html:1:4", "in a tag"),
        ("<a {{title}}=\"x\">", "page.html:1:4", "in a tag"), ("</{{title}}>", "page.html:1:3", "in a tag"),
        ("<!doctype {{title}}>", "page.html:1:11", "in a declaration"),
        ("<a href=\"javascript:{{title}}\">", "page.html:1:21", "may run"),
        ("<a href=\" JavaScript:{{title}}\">", "page.html:1:22", "may run"),
        ("<a href=\"java\nscript:{{title}}\">", "page.html:2:8", "may run"),
        ("<a href=\"&#106;avascript:{{title}}\">", "page.html:1:26", "may run"),
        ("<a href=\"data:text/html,{{title}}\">", "page.html:1:25", "may run"),
        ("<a href=\"{{title}}:{{title}}\">", "page.html:1:20", "may run"),
        ("<meta http-equiv=\"refresh\" content=\"0; url={{title}}\">", "page.html:1:44", "header of the answer"),
        ("<svg><style>{{title}}</style></svg>", "page.html:1:13", "in a style sheet"),
        ("<svg><script><g></g>{{title}}</script></svg>", "page.html:1:21", "in a script"),
        ("<svg><animate attributeName=\"href\" to=\"{{title}}\"/></svg>", "page.html:1:40", "animation"),
        ("<script><!--<script></script>{{title}}", "page.html:1:30", "two ways"),
        ("<p><![CDATA[>{{title}}]]>", "page.html:1:14", "two ways"),
        ("<!--{{title}}><a href=\"{{title}}\">-->", "page.html:1:24", "two ways"),
        ("<p>{{#busy}}<b title=\"{{/busy}}x\">", "page.html:1:4", "ends in the value of 'title'"),
        ("<s{{#busy}} a=\"b\"{{/busy}}cript>{{title}}", "page.html:1:33", "two ways"),
        ("<p title=\"{{{chart}}}\">", "page.html:1:11", "text alone"),
    ])
    func refusesWhatNoEscapingMakesHarmless(template: String, place: String, reason: String) {
        let mistakes = mistakes(template)
        #expect(mistakes.hasPrefix("\(place): ") && mistakes.contains(reason), "\(mistakes)")
    }

    @Test(arguments: [
        "<p>{{title}}</p>", "<p title=\"{{title}}\" class='a {{title}}'>", "<title>{{title}}</title>",
        "<textarea>{{title}}</textarea>",
        "<!-- {{title}} -->", "<a href=\"x.html#{{title}}\">", "<a href=\"https://a.b/{{title}}\">",
        "<a href=\"{{title}}\">",
        "<tr{{#busy}} class=\"a\"{{/busy}}{{^busy}} class=\"b\"{{/busy}}>",
        "<a href=\"a{{#busy}}/b{{/busy}}/{{title}}\">",
        "{{#rows}}<td data-n=\"{{processed}}\">{{name}}</td>{{/rows}}",
        "{{#rows}}<h{{processed}}></h{{processed}}>{{/rows}}",
        "{{#rows}}<script>var n = {{processed}};</script>{{/rows}}",
        "<svg><title id=\"a\">{{title}}</title><text>{{title}}</text></svg>",
        "a < {{title}} > b", "<br/>{{title}}", "<input value=\"{{title}}\" disabled>",
        "<p a=\"{{#busy}}x{{/busy}}\">{{title}}",
        "<style>a{}</style>{{title}}<script>a</script>{{title}}", "{{{chart}}}", "<style>\n{{{note}}}\n</style>",
    ])
    func allowsWhatIsSafe(template: String) { #expect(mistakes(template) == "") }

    @Test(
        arguments: [
            ("javascript:alert(1)", nil), (" java\tscript:alert(1)", nil), ("JAVASCRIPT:alert(1)", nil),
            ("data:text/html,x", nil),
            ("vbscript:x", nil), (":alert(1)", nil), ("https://a.b/c?d=e:f", "https://a.b/c?d=e:f"),
            ("mailto:a@b.c", "mailto:a@b.c"),
            ("tasks.html#q=a:b", "tasks.html#q=a:b"), ("../a/b:c", "../a/b:c"), ("", ""), ("//a.b/c", "//a.b/c"),
        ] as [(String, String?)])
    func takesSchemesThatRunSomethingOutOfAddresses(text: String, expected: String?) throws {
        #expect(try shown("<a href=\"{{title}}\">", text) == "<a href=\"\(expected ?? "about:invalid")\">")
        #expect(try shown("<a href=\"x/{{title}}\">", text) == "<a href=\"x/\(text)\">")
    }

    @Test(arguments: ["https://a.b/c.js", "//a.b/c.js", "/\\a.b/c.js", "\\\\a.b/c.js", "javascript:1", " //a.b"])
    func loadsNothingOfOtherHosts(text: String) throws {
        for template in [
            "<script src=\"@\"></script>", "<iframe src='@'></iframe>", "<form action=\"@\">", "<link href=\"@\">",
        ] {
            let page = try shown(template.replacing("@", with: "{{title}}"), text)
            #expect(page == template.replacing("@", with: "about:invalid"))
        }
        #expect(try shown("<script src=\"{{title}}\">", "../assets/a.js") == "<script src=\"../assets/a.js\">")
        #expect(try shown("<script src=\"https://a.b/{{title}}\">", "c") == "<script src=\"https://a.b/c\">")
        #expect(try shown("<script src=\"https://{{title}}\">", "//c") == "<script src=\"https://about:invalid\">")
    }

    @Test func refusesTextInACommentOfADrawing() {
        #expect(mistakes("<!-- {{title}} -->", as: "svg").contains("comment"))
        #expect(mistakes("<svg><text>{{title}}</text></svg>", as: "svg") == "")
    }

    @Test func knowsThePlaceOfATagWithinWhatIsIncluded() {
        let library: TemplateLibrary = .init([
            "page.html": "<a {{> part}}>{{<layout}}{{$block}}{{title}}{{/block}}{{/layout}}",
            "part.html": "href={{title}}",
            "layout.html": "<script>{{$block}}{{/block}}</script>",
        ])
        let mistakes = library.mistakes()
        #expect(mistakes.contains("part.html:1:6: 'title' stands as a value without quotes"))
        #expect(mistakes.contains("page.html:1:36: 'title' stands in a script"))
    }

    @Test func asksNothingOfDocumentsWithLeniency() throws {
        let document = Value.record([Value.Member("a", .text("b"))])
        #expect(try render("<a {{a}}>", over: document, isLenient: true) == "<a b>")
        #expect(throws: TemplateErrors.self) { try render("<a {{a}}>", over: document) }
    }

    @Test func asksNothingOfFilesWithoutMarkup() {
        for ending in ["md", "csv", "txt"] { #expect(mistakes("<a {{title}}>", as: ending) == "") }
    }

    /// A small tokenizer of HTML reads what came out: the tags, the names of attributes and the schemes are those of
    /// the template.
    @Test func letsNoTextComeAlive() throws {
        let templates = [
            "<p title=\"{{title}}\" class='{{title}}'>{{title}}</p>", "<title>{{title}}</title><b>",
            "<!-- {{title}} --><i>",
            "<a href=\"{{title}}\">{{title}}</a>", "<a href='{{title}}{{title}}'>", "<textarea>{{title}}</textarea>",
        ]
        for template in templates {
            let expected = try signs(shown(template, "x"))
            for text in HostileTexts(count: 80) {
                let page = try shown(template, text)
                #expect(signs(page) == expected, "\(text.debugDescription) in \(template)")
                #expect(!page.lowercased().filter { !$0.isWhitespace }.contains("href=\"javascript:"))
                #expect(!page.lowercased().filter { !$0.isWhitespace }.contains("href='javascript:"))
            }
        }
    }

    /// How often each byte occurs that begins or ends something.
    private func signs(_ page: String) -> [Int] { "<>\"'".utf8.map { sign in page.utf8.count { $0 == sign } } }
}
