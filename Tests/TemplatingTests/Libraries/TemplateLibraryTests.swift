import Templating
import Testing

struct TemplateLibraryTests {
    @Test func tellsEveryMistakeAtOnceWithItsPlace() {
        let library = TemplateLibrary([
            "page.html": "{{titel}}\n  é{{{title}}}{{>rwo}}\n{{#rows}}{{proccessed}}{{>row}}{{/rows}}\n{{oops",
            "row.html": "{{nmae}} {{>row}}",
        ])
        #expect(
            library.mistakes() == """
                page.html:1:1: unknown name 'titel'; did you mean 'title'?
                page.html:2:4: 'title' isn't ready-made, so it can't be shown raw; write {{title}}
                page.html:2:15: unknown template 'rwo'; did you mean 'row'?
                page.html:3:10: unknown name 'proccessed'; did you mean 'processed'?
                page.html:4:1: unclosed tag
                row.html:1:1: unknown name 'nmae'; did you mean 'name'?
                row.html:1:10: 'row' includes itself: row.html → row.html
                """)
    }

    @Test func throwsWhatTheCheckTells() {
        let library = TemplateLibrary(["page.html": "{{a}}{{b}}"])
        let error = #expect(throws: TemplateErrors.self) { try library.compile("page.html", for: Sample.self) }
        #expect(error?.diagnostics == library.check("page.html", for: Sample.self))
        #expect(error?.diagnostics.count == 2)
    }

    @Test func tellsAMissingPage() {
        #expect(
            TemplateLibrary(["tasks.html": ""]).mistakes("task.html")
                == "task.html:1:1: no such template; did you mean 'tasks.html'?")
    }

    @Test func looksPartialsUpByTheEndingOfThePage() throws {
        let library = TemplateLibrary([
            "page.html": "{{>parts/row}}", "page.md": "{{>parts/row}}", "parts/row.html": "<tr>", "parts/row.md": "|",
        ])
        #expect(try library.render("page.html") == "<tr>")
        #expect(try library.render("page.md") == "|")
    }

    @Test func letsTheLastOfTwoTemplatesWin() throws {
        let sources = ["built in", "the user's"].map { TemplateSource(name: "page.html", text: Array($0.utf8)) }
        #expect(try TemplateLibrary(sources).render() == "the user's")
    }

    @Test func findsCyclesRoundCorners() {
        let library = TemplateLibrary([
            "page.html": "{{>a}}", "a.html": "{{>b}}", "b.html": "\n{{#busy}}{{>a}}{{/busy}}",
        ])
        #expect(library.mistakes() == "b.html:2:10: 'a' includes itself: a.html → b.html → a.html")
    }

    @Test func allowsAPartialWithinAnArgumentOfItself() throws {
        let library = TemplateLibrary([
            "page.html": "{{<box}}{{$in}}a{{<box}}{{$in}}b{{/in}}{{/box}}{{/in}}{{/box}}",
            "box.html": "[{{$in}}empty{{/in}}]",
        ])
        #expect(try library.render() == "[a[b]]")
    }

    @Test func refusesTemplatesThatMultiplyEachOther() {
        let library = TemplateLibrary(chain: 60) { "{{>\($0)}}{{>\($0)}}" }
        #expect(library.check("0.html", for: Sample.self).first?.message.contains("too large") == true)
    }

    @Test func refusesTemplatesThatNestTooDeepTogether() {
        let library = TemplateLibrary(chain: 300) { "{{>\($0)}}" }
        #expect(library.check("0.html", for: Sample.self).first?.message.contains("too deep") == true)
    }

    @Test func tellsMistakesOfTemplatesThatNoPageUses() {
        let library = TemplateLibrary(["page.html": "", "other.html": "{{#a}}"])
        #expect(library.diagnostics.map(\.description) == ["other.html:1:1: section 'a' is never closed"])
    }
}

extension TemplateLibrary {
    /// A library of templates `0.html`, `1.html` and so on, each given the number of the next; the last is empty.
    fileprivate init(chain count: Int, _ template: (Int) -> String) {
        let sources = (0..<count).map { TemplateSource(name: "\($0).html", text: Array(template($0 + 1).utf8)) }
        self.init(sources + [TemplateSource(name: "\(count).html", text: [])])
    }
}
