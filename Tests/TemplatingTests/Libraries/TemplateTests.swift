import Templating
import Testing

struct TemplateTests {
    @Test func showsValuesEscaped() throws {
        #expect(try render("<h1>{{title}}</h1>", Sample(title: "A & B <i>")) == "<h1>A &amp; B &lt;i&gt;</h1>")
    }

    @Test func writesNothingForWhatIsAbsent() throws {
        let template = "[{{title}}{{#title}}yes{{/title}}{{^title}}no{{/title}}{{{note}}}]"
        #expect(try render(template, Sample(title: nil)) == "[no]")
    }

    @Test func handsALongPageOnInStretches() throws {
        let long = String(repeating: "<&>", count: 50_000)
        let rows = (0..<20_000).map { Row(name: $0 == 7_000 ? long : "<\($0)>", processed: $0) }
        let template = try TemplateLibrary(["page.html": "{{#rows}}{{name}}={{processed}} {{/rows}}"])
            .compile("page.html", for: Sample.self)
        let whole = template.render(Sample(rows: rows))
        var (bytes, longest): ([UInt8], Int) = ([], 0)
        template.render(Sample(rows: rows)) { stretch in
            bytes += stretch
            longest = max(longest, stretch.count)
        }
        #expect(bytes == whole)
        #expect(longest < whole.count / 4)
    }

    @Test func takesEmptyTextForAbsent() throws {
        #expect(try render("{{#title}}yes{{/title}}{{^title}}no{{/title}}", Sample(title: "")) == "no")
    }

    @Test func takesZeroForKnown() throws {
        let rows = [Row(processed: 0), Row(processed: nil), Row(processed: .min), Row(processed: .max)]
        let page = try render(
            "{{#rows}}{{#processed}}{{.}};{{/processed}}{{^processed}}N/A;{{/processed}}{{/rows}}", Sample(rows: rows))
        #expect(page == "0;N/A;-9223372036854775808;9223372036854775807;")
    }

    @Test func entersLists() throws {
        let rows = [Row(name: "a", processed: 1), Row(name: "b", processed: 20)]
        #expect(try render("{{#rows}}{{name}}={{processed}} {{/rows}}", Sample(rows: rows)) == "a=1 b=20 ")
        #expect(try render("{{^rows}}none{{/rows}}") == "none")
    }

    @Test func looksNamesUpAroundTheRecord() throws {
        let page = try render("{{#rows}}{{title}}/{{name}} {{/rows}}{{title}}", Sample(rows: [Row(name: "a")]))
        #expect(page == "Workers/a Workers")
    }

    @Test func keepsOuterRecordsWhileInnerOnesOfTheirKindAreEntered() throws {
        let rows = [Row(name: "a", children: [Row(name: "b"), Row(name: "c")]), Row(name: "d")]
        let page = try render(
            "{{#rows}}{{name}}({{#children}}{{name}}{{#children}}!{{/children}}{{/children}}){{name}} {{/rows}}",
            Sample(rows: rows))
        #expect(page == "a(bc)a d()d ")
    }

    @Test func followsDottedNames() throws {
        let template = "{{best.name}}{{#best.processed}}:{{.}}{{/best.processed}}{{^best.label}}-{{/best.label}}"
        #expect(try render(template, Sample(best: Row(name: "w", processed: 7))) == "w:7-")
        #expect(try render(template, Sample(best: nil)) == "-")
    }

    @Test func showsElementsOfListsOfTexts() throws {
        let sample = Sample(tags: ["<a>", "", "b|c"])
        #expect(try render("{{#tags}}[{{.}}]{{/tags}}", sample) == "[&lt;a&gt;][][b|c]")
        #expect(try render("{{#marks}}{{.}},{{/marks}}", sample, as: "md") == "`<a>`,,`b\\|c`,")
    }

    @Test func writesTruths() throws {
        #expect(try render("{{busy}}{{#busy}}{{.}}{{/busy}}", Sample(isBusy: true)) == "truetrue")
        #expect(try render("{{busy}}{{#busy}}{{.}}{{/busy}}") == "false")
    }

    @Test func putsFragmentsInAsTheyAre() throws {
        let sample = Sample(note: Fragment(html: "<b>&</b>"))
        #expect(try render("{{{note}}}{{& note }}{{{chart}}}", sample) == "<b>&</b><b>&</b><svg/>")
    }

    @Test func escapesAFragmentOfAnotherFormatThanDeclared() throws {
        #expect(try render("{{{note}}}", Sample(note: Fragment(markdown: "<b>"))) == "&lt;b&gt;")
    }

    @Test func readsValuesOnlyOnce() throws {
        #expect(try render("{{title}}", Sample(title: "{{busy}}{{{note}}}")) == "{{busy}}{{{note}}}")
    }
}
