import Testing

@testable import Site

struct WebAddressTests {
    @Test(arguments: [
        "https://a.example/b", "HTTP://A.example", "tasks.html", "../x", "#place", "?q=1", "a/b:c", "#a:b",
        "workers/a%40b.html",
    ])
    func acceptsTheWebAndRelativeTargets(url: String) {
        #expect(WebAddress(Array(url.utf8))?.attribute == Array(url.utf8))
    }

    @Test(arguments: [
        "", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
        "mailto:a@b", "//example.org", "/\\example.org", "\\\\example.org", "java\nscript:x", "\u{1}javascript:x",
        " javascript:x", "blob:x", ":x", "x-y:z", "https\t://x",
    ])
    func refusesAllElse(url: String) {
        #expect(WebAddress(Array(url.utf8)) == nil)
    }

    @Test func leavesNoWayOutOfAnAttribute() {
        let all = (UInt8.min...UInt8.max).filter { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }
        let attribute = WebAddress([UInt8(ascii: "#")] + all)?.attribute ?? []
        #expect(attribute.count > all.count)
        #expect(attribute.allSatisfy { $0 < 0x80 && !"\"'<>`".utf8.contains($0) })
    }

    @Test(arguments: [
        ("charts/tasks-1_a.svg", true), ("charts/.svg", false), ("charts/a.png", false), ("charts/a/b.svg", false),
        ("charts/../a.svg", false), ("https://example.org/charts/a.svg", false), ("charts/a.svg?x", false),
        ("charts/a\".svg", false), ("charts/", false),
    ])
    func knowsChartsOfTheSite(url: String, isChart: Bool) {
        #expect(WebAddress.isChart(Array(url.utf8)) == isChart)
    }
}
