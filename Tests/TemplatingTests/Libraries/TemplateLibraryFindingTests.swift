import Templating
import Testing

struct TemplateLibraryFindingTests {
    private func source(_ name: String, _ text: String) -> TemplateSource {
        TemplateSource(name: name, text: Array(text.utf8))
    }

    @Test func findsOnlyWhatIsIncluded() throws {
        let files = [
            "a.html": "{{#x}}[{{>b}}]{{/x}}", "b.html": "{{<c}}{{$d}}{{>e/f}}{{/d}}{{/c}}", "c.html": "({{$d}}{{/d}})",
            "e/f.html": "!",
        ]
        var asked: [String] = []
        let library = TemplateLibrary(page: source("a.html", files["a.html"] ?? "")) { name in
            asked.append(name)
            return files[name].map { source(name, $0) }
        }
        let rendered: [UInt8] = try library.render(
            "a.html", over: .record([.init("x", .truth(true))]), isLenient: false)
        #expect(String(decoding: rendered, as: UTF8.self) == "[(!)]")
        #expect(asked.sorted() == ["b.html", "c.html", "e/f.html"])
    }

    @Test func asksOnceForWhatIncludesItself() {
        var asked = 0
        let library = TemplateLibrary(page: source("a.html", "{{>b}}{{>a}}")) { name in
            asked += 1
            return source(name, "{{>b}}{{>a}}")
        }
        #expect(asked == 1)
        #expect(throws: TemplateErrors.self) {
            let _: [UInt8] = try library.render("a.html", over: .null, isLenient: false)
        }
    }
}
