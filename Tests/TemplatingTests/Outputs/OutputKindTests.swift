import Templating
import Testing

struct OutputKindTests {
    @Test(arguments: [
        ("index.html", OutputKind?.some(.html)), ("charts/a.svg", .svg), ("report.MD", .markdown), ("tasks.csv", .csv),
        ("notes.txt", .plain), ("page", .html), ("a.md.html", .html), ("a.md/page", .html), ("", .html), (".svg", .svg),
        ("feed.xml", .svg), ("a.mustache", .html), ("script.js", nil), ("page.html~", nil), ("a.", nil),
    ])
    func tellsTheKindByTheEnding(name: String, kind: OutputKind?) {
        #expect(OutputKind(fileName: name) == kind)
    }

    /// What is escaped in such a file, nobody could say; leniency takes it for what Mustache takes it for.
    @Test func isAskedForWhereTheEndingTellsNothing() throws {
        let library = TemplateLibrary([TemplateSource(name: "a.js", text: Array("var a = {{a}}".utf8))])
        let document = Value.record([Value.Member("a", .text("</script>"))])
        #expect(throws: TemplateErrors.self) {
            let _: [UInt8] = try library.render("a.js", over: document, isLenient: false)
        }
        let lenient: String = try library.render("a.js", over: document, isLenient: true)
        #expect(lenient == "var a = &lt;/script&gt;")
    }
}
