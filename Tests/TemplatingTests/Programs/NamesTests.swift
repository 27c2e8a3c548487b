import Templating
import Testing

struct NamesTests {
    @Test(arguments: [
        ("{{{title}}}", "'title' isn't ready-made, so it can't be shown raw; write {{title}}"),
        ("{{&rows}}", "'rows' is a list of records, to be entered with {{#rows}}"),
        ("{{#rows}}{{&name}}{{/rows}}", "'name' isn't ready-made, so it can't be shown raw; write {{name}}"),
        (
            "{{#rows}}{{{processed}}}{{/rows}}",
            "'processed' isn't ready-made, so it can't be shown raw; write {{processed}}"
        ),
        ("{{#marks}}{{{.}}}{{/marks}}", "'.' isn't ready-made, so it can't be shown raw; write {{.}}"),
        ("{{chart}}", "'chart' is ready-made SVG, to be shown with {{{chart}}}"),
        ("{{best}}", "'best' is a record, to be entered with {{#best}}"),
        ("{{#rows}}{{.}}{{/rows}}", "'.' is a record, to be entered with {{#.}}"),
        ("{{#rows}}{{processd}}{{/rows}}", "unknown name 'processd'; did you mean 'processed'?"),
        ("{{#tilte}}{{anything}}{{/tilte}}", "unknown name 'tilte'; did you mean 'title'?"),
        ("{{zzz}}", "unknown name 'zzz'"), ("{{best.nmae}}", "unknown name 'best.nmae'; did you mean 'best.name'?"),
        ("{{bets.name}}", "unknown name 'bets.name'; did you mean 'best'?"), ("{{a..b}}", "unknown name 'a..b'"),
        ("{{title.length}}", "no 'title.length', since 'title' isn't a record"),
        ("{{rows.name}}", "no 'rows.name', since 'rows' isn't a record"),
        ("{{>pages}}", "unknown template 'pages'; did you mean 'page'?"),
    ])
    func tellsWhatANameCannotBe(template: String, message: String) throws {
        let diagnostics = TemplateLibrary(["page.html": template]).check("page.html", for: Sample.self)
        #expect(diagnostics.map(\.message) == [message])
    }

    @Test(arguments: [("md", "Markdown"), ("csv", "CSV"), ("txt", "plain text")])
    func keepsFragmentsOutOfFilesOfAnotherKind(ending: String, kind: String) {
        #expect(
            mistakes("{{{chart}}}", as: ending).hasSuffix("'chart' is ready-made SVG, which can't stand in \(kind)"))
    }

    @Test func letsADrawingStandInADrawingButNotAPage() {
        #expect(mistakes("{{{chart}}}", as: "svg").isEmpty)
        #expect(mistakes("{{{note}}}", as: "svg").hasSuffix("'note' is ready-made HTML, which can't stand in SVG"))
    }

    @Test func checksWhatIsNeverRendered() {
        #expect(mistakes("{{^title}}{{a}}{{/title}}{{#tags}}{{b}}{{/tags}}").split(separator: "\n").count == 2)
    }
}
