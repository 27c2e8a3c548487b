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
        "~~~\n```\n", "GH-1 owner/name#26 !1 ~x %1 $x$ 0123456789abcdef0123456789abcdef01234567",
    ]

    /// Puts a different one of the strings before each text, by a rotation, so that a few sites try them all in every
    /// place; or a harmless one of the same length, since it decides over what a page tells of a text.
    static func disguise(_ rotation: Int, isHostile: Bool) -> @Sendable (String) -> String {
        { text in
            let place = text.utf8.reduce(rotation) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
            let string = strings[(place + rotation * 5) % strings.count]
            return (isHostile ? string : String(repeating: "h", count: string.utf8.count)) + text
        }
    }

    private static func site(_ rotation: Int, isHostile: Bool) async throws -> SampleSite {
        let snapshot = SampleSnapshot(disguise: disguise(rotation, isHostile: isHostile), taskCount: 8).snapshot
        var options = SiteOptions()
        options.baseline = snapshot
        options.baseline?.taskTypes[0].counts[.failed] = 9_000
        options.baseline?.queues[0].ready = 77
        options.baseline?.failures.removeLast()
        options.baseline?.broker.server? += "-rc1"
        return try await SampleSite(snapshot, options: options)
    }

    @Test(arguments: 0..<3) func changesNoElementOfAnyPage(rotation: Int) async throws {
        let harmless = try await Self.site(rotation, isHostile: false)
        let hostile = try await Self.site(rotation, isHostile: true)
        #expect(hostile.pages.count == harmless.pages.count)
        for page in harmless.pages where !page.hasPrefix("workers/") && page != "report.html" {
            let (one, other) = (PageTokens(try harmless.text(page)), PageTokens(try hostile.text(page)))
            #expect(other.difference(from: one) == nil, "\(page)")
            #expect(other.mistakes.isEmpty, "\(page)")
        }
        for page in ["index.md", "tasks.md", "broker.md", "monitor.md", "report.md", "compare.md"] {
            let (one, other) = (try Self.read(markdown: page, in: harmless), try Self.read(markdown: page, in: hostile))
            #expect(Self.tables(other) == Self.tables(one), "\(page)")
            #expect(Self.outline(other) == Self.outline(one), "\(page)")
            #expect(Self.calls(in: other) == Self.calls(in: one), "\(page)")
        }
        #expect(try Self.sizesOfWorkerPages(hostile) == (try Self.sizesOfWorkerPages(harmless)))
    }

    /// The tags that cmark-gfm makes of a file.
    private static func read(markdown page: String, in site: SampleSite) throws -> String {
        String(decoding: MarkdownRenderer().html(try site.bytes(page)), as: UTF8.self)
    }

    /// How many cells each row of each table has.
    private static func tables(_ html: String) -> [[Int]] {
        html.split(separator: "<table").dropFirst().map { table in
            table.split(separator: "<tr").dropFirst().map { $0.matches(of: /<t[hd][ >]/).count }
        }
    }

    /// All elements in order, without the code spans, of which a sentence has more where more names are in it.
    private static func outline(_ html: String) -> [String] {
        PageTokens(html).tags.map { String($0.prefix { $0 != " " }) }.filter { $0 != "code" && $0 != "/code" }
    }

    /// What a ticket system would make a mention, a reference or a link of: outside of code, as it reads what is there.
    private static func calls(in html: String) -> [String] {
        let words = html.replacing(#/<(code|pre)[ >].*?<\/\1>/#.dotMatchesNewlines(), with: "").replacing(
            /<[^>]*>/, with: " ")
        let text = words.replacing("&quot;", with: "\"").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&amp;", with: "&")
        let call = #/(?i)[@#!~%][a-z0-9]|GH-[0-9]|https?:\/\/|www\.|^\/[a-z]|[a-z]\/[a-z.]+#[0-9]/#
            .anchorsMatchLineEndings()
        return text.matches(of: call).map { String($0.output) }
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
