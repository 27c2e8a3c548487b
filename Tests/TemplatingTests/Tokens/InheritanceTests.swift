import Templating
import Testing

struct InheritanceTests {
    private static let layout = """
        <head>
          {{$head}}
          <title>{{$title}}untitled{{/title}}</title>
          {{/head}}
        </head>
        <main>{{$main}}{{/main}}</main>

        """

    private func render(_ page: String, _ sample: Sample = Sample()) throws -> String {
        try TemplateLibrary(["page.html": page, "layout.html": Self.layout]).render("page.html", sample)
    }

    @Test func showsWhatBlocksHoldUnlessTheyAreReplaced() throws {
        let page = "<head>\n  <title>untitled</title>\n</head>\n<main></main>\n"
        #expect(try render("{{<layout}}{{/layout}}") == page)
        #expect(try render("{{>layout}}") == page)
    }

    @Test func replacesBlocksWithinBlocks() throws {
        #expect(
            try render("{{<layout}}{{$title}}{{title}}{{/title}}{{$main}}<p>{{/main}}ignored{{/layout}}")
                == "<head>\n  <title>Workers</title>\n</head>\n<main><p></main>\n")
    }

    @Test func movesLinesToWhereTheBlockIs() throws {
        let page = """
            {{<layout}}
            {{$head}}
                <meta>
                  <link>
            {{/head}}
            {{$main}}
                a
                b
            {{/main}}
            {{/layout}}
            """
        #expect(try render(page) == "<head>\n  <meta>\n    <link>\n</head>\n<main>a\nb\n</main>\n")
    }

    @Test func showsABlockInItsOwnArgument() throws {
        #expect(
            try render("{{<layout}}{{$main}}({{$main}}own{{/main}}){{/main}}{{/layout}}")
                == "<head>\n  <title>untitled</title>\n</head>\n<main>(own)</main>\n")
    }

    @Test func looksNamesUpWhereTheBlockIs() throws {
        let library = TemplateLibrary([
            "page.html": "{{<list}}{{$item}}{{name}} of {{title}};{{/item}}{{/list}}",
            "list.html": "{{#rows}}{{$item}}{{/item}}{{/rows}}",
        ])
        let sample = Sample(rows: [Row(name: "a"), Row(name: "b")])
        #expect(try library.render("page.html", sample) == "a of Workers;b of Workers;")
    }

    @Test func tellsMistakesInArgumentsWhereTheyAreWritten() {
        let library = TemplateLibrary([
            "page.html": "{{<list}}\n{{$item}}{{nmae}}{{/item}}{{$itme}}{{/itme}}{{/list}}",
            "list.html": "{{#rows}}{{$item}}{{/item}}{{/rows}}",
        ])
        #expect(
            library.mistakes() == """
                page.html:2:10: unknown name 'nmae'; did you mean 'name'?
                page.html:2:27: 'list' has no block 'itme'
                """)
    }

    @Test func letsTheOutermostArgumentWin() throws {
        let library = TemplateLibrary([
            "page.html": "{{<a}}{{$x}}page{{/x}}{{/a}}", "a.html": "{{<b}}{{$x}}a{{/x}}{{$y}}a{{/y}}{{/b}}",
            "b.html": "{{$x}}b{{/x}} {{$y}}b{{/y}} {{$z}}b{{/z}}",
        ])
        #expect(try library.render() == "page a b")
    }

    @Test func indentsAWholeParent() throws {
        let library = TemplateLibrary([
            "page.html": "-\n  {{<p}}{{$x}}\n1\n2\n{{/x}}{{/p}}\n-", "p.html": "<\n {{$x}}{{/x}}\n>\n",
        ])
        #expect(try library.render() == "-\n  <\n   1\n   2\n  >\n-")
    }
}
