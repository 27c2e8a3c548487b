import Celery
import Site
import Testing

struct HostilePagesTests {
    /// What an attacker, or an accident, would put into any name or text.
    static let strings = [
        "</script><script>alert(1)</script><img src=x onerror=alert(1)>", "<!--<script>", "]]>",
        "{{7*7}} {{{x}}} {{> y}}",
        "\" onmouseover=\"alert(1)", "' x='", "\"\u{FE0F}><b>", "a|b`c``d\\|e", "\u{202E}txt.exe",
        "\u{0}\u{1}\u{7F}\u{FFFE}",
        "@everyone #1 http://evil.example www.evil.example a@b.example", "\r\n/close\n# x\n- y\n| a | b |", "&amp;&lt;",
        "![x](http://evil.example/x.png) [y](javascript:alert(1))", "</title></style></desc></svg></table>",
        "~~~\n```\n",
    ]

    /// Puts a different one of the strings before each text, by a rotation, so that a few sites try them all in every place.
    private static func disguise(_ rotation: Int) -> @Sendable (String) -> String {
        { text in
            let place = text.utf8.reduce(rotation) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
            return strings[(place + rotation * 5) % strings.count] + text
        }
    }

    @Test(arguments: 0..<3) func changesNoElementOfAnyPage(rotation: Int) async throws {
        let harmless = try await SampleSite.standard
        let hostile = try await SampleSite(SampleSnapshot(disguise: Self.disguise(rotation), taskCount: 8).snapshot)
        #expect(hostile.pages.count == harmless.pages.count)
        for page in harmless.pages where !page.hasPrefix("workers/") && page != "report.html" {
            let (one, other) = (PageTokens(try harmless.text(page)), PageTokens(try hostile.text(page)))
            #expect(other.difference(from: one) == nil, "\(page)")
            #expect(other.mistakes.isEmpty, "\(page)")
        }
        for page in ["index.md", "tasks.md", "broker.md", "monitor.md", "report.md"] {
            let one = try Self.elements(ofMarkdown: page, in: harmless)
            #expect(try Self.elements(ofMarkdown: page, in: hostile) == one, "\(page)")
        }
        #expect(try Self.sizesOfWorkerPages(hostile) == (try Self.sizesOfWorkerPages(harmless)))
    }

    /// How often each element that matters occurs once cmark-gfm has read the file.
    private static func elements(ofMarkdown page: String, in site: SampleSite) throws -> [String: Int] {
        let html = MarkdownRenderer().html(try site.bytes(page))
        let names = PageTokens(String(decoding: html, as: UTF8.self)).tags.map { String($0.prefix { $0 != " " }) }
        return names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// How many tags each worker's page has, whatever its name.
    private static func sizesOfWorkerPages(_ site: SampleSite) throws -> [Int] {
        try site.pages.filter { $0.hasPrefix("workers/") }.map { PageTokens(try site.text($0)).tags.count }.sorted()
    }

    @Test func keepsPagesWithinTheirRoomWhateverIsInThem() async throws {
        let long = String(repeating: "<\"&", count: 21_000)
        let snapshot = SampleSnapshot(disguise: { $0.utf8.count % 3 == 0 ? $0 : $0 + long }, taskCount: 3)
            .snapshot
        let site = try await SampleSite(snapshot)
        for page in site.pages where page.hasPrefix("tasks") { #expect(try site.bytes(page).count < 3_000_000) }
        #expect(try site.text("report.md").utf16.count <= 65_000)
    }
}
