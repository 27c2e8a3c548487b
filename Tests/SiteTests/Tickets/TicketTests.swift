import Celery
import Report
import Site
import Testing

struct TicketTests {
    private func snapshot(failures: Int) -> Snapshot {
        var snapshot = SampleSnapshot().snapshot
        let group = snapshot.failures[0]
        snapshot.failures = (0..<failures).map { number in
            var other = group
            other.fingerprint = "\(number)"
            return other
        }
        return snapshot
    }

    @Test(arguments: [400, 5_000, 32_767]) func staysWithinTheLimit(limit: Int) async throws {
        let site = try await SampleSite(
            snapshot(failures: 150), options: SiteOptions(markdownLimit: limit, reportLimit: 150_000))
        let text = try site.text("report.md")
        #expect(text.utf16.count <= limit)
        #expect(text.utf16.count > limit / 3)
        #expect(try site.bytes("report.html").count <= 150_000)
    }

    @Test func saysWithNumbersWhatWasLeftOut() async throws {
        let site = try await SampleSite(snapshot(failures: 500), options: SiteOptions(markdownLimit: 32_767))
        let text = try site.text("report.md")
        let shown = text.split(separator: "\n").count { $0.hasPrefix("### ") }
        #expect(shown > 10)
        #expect(text.contains("\(500 - shown) groups of failures of 500 are left out."))
    }

    /// Of failures that only the result backend knows no worker is told, and the sums of attempts don't count them.
    @Test func saysWhichFailuresAreKnownFromResultsAlone() async throws {
        var snapshot = SampleSnapshot().snapshot
        (snapshot.failures[0].count, snapshot.failures[0].fromResults, snapshot.failures[0].workers) = (1, 1, [])
        snapshot.failures[1].fromResults = 2
        let site = try await SampleSite(snapshot)
        let text = try site.text("report.md")
        #expect(!text.contains("On.") && text.contains(" On "))
        let (single, some) = (
            "It is known from the stored result alone", "2 of them are known from the stored results alone"
        )
        #expect(text.contains("\(single), and counted for no worker. The newest") && text.contains(some))
        let page = try site.text("failures.html")
        #expect(page.contains(single) && page.contains(some))
        #expect(page.contains("groups. 3 of them are known from the stored results alone, and counted for no worker."))
        #expect(try await !SampleSite.standard.text("failures.html").contains("stored result"))
    }

    @Test func leavesNothingOutWhereThereIsRoom() async throws {
        let text = try await SampleSite.standard.text("report.md")
        #expect(!text.contains("left out"))
        #expect(text.contains("](charts/runtime.svg)"))
        #expect(!text.contains("<svg") && !text.contains("data:"))
    }

    @Test func carriesEverythingInsideItsHTML() async throws {
        let page = try await SampleSite.standard.text("report.html")
        let tokens = PageTokens(page)
        #expect(tokens.tags.contains { $0.hasPrefix("svg") })
        #expect(!tokens.tags.contains { $0.hasPrefix("script") || $0.hasPrefix("link") || $0.hasPrefix("img") })
        #expect(tokens.values["content"]?.first?.hasPrefix("default-src 'none'; style-src 'unsafe-inline'") == true)
        #expect(tokens.mistakes.isEmpty)
    }

    @Test(arguments: ["```\nlog", "<!-- draft", "- a\n  ~~~\n", "<pre>\n\nb"])
    func endsANoteWhateverItLeavesOpen(note: String) async throws {
        var snapshot = SampleSnapshot().snapshot
        snapshot.report.note = note
        let site = try await SampleSite(snapshot)
        for path in ["index.md", "report.md"] {
            let html = String(decoding: MarkdownRenderer().html(try site.bytes(path)), as: UTF8.self)
            let after = try #require(html.split(separator: "</blockquote>").last)
            #expect(after.contains("<h2>What needs attention</h2>") && after.contains("<table>"), "\(path)")
        }
    }

    @Test func putsTheNoteIntoEveryReport() async throws {
        let site = try await SampleSite.standard
        for path in ["index.md", "report.md"] { #expect(try site.text(path).contains("**Incident 4711**")) }
        for path in ["index.html", "report.html"] {
            #expect(try site.text(path).contains("<strong>Incident 4711</strong>"))
        }
    }
}
