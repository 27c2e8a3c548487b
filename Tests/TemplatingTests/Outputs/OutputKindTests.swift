import Templating
import Testing

struct OutputKindTests {
    @Test(arguments: [
        ("index.html", OutputKind.html), ("charts/a.svg", .svg), ("report.MD", .markdown), ("tasks.csv", .csv),
        ("notes.txt", .plain), ("page", .html), ("a.md.html", .html), ("a.md/page", .html), ("", .html), (".svg", .svg),
    ])
    func tellsTheKindByTheEnding(name: String, kind: OutputKind) {
        #expect(OutputKind(fileName: name) == kind)
    }
}
