import Celery
import Site
import Testing

struct BarePagesTests {
    @Test func saysInWordsThatNothingIsKnown() async throws {
        let site = try await SampleSite(SampleSnapshot.empty)
        #expect(try site.text("index.html").contains("No worker is known."))
        #expect(try site.text("tasks.html").contains("No task is known."))
        #expect(try site.text("broker.html").contains("No queue is known."))
        #expect(try site.text("failures.html").contains("No failure is known."))
        #expect(try site.text("monitor.html").contains("Nothing to show: there is no queue."))
        for page in site.pages { #expect(PageTokens(try site.text(page)).mistakes.isEmpty, "\(page)") }
    }

    @Test func neverShowsTheUnknownAsZero() async throws {
        let site = try await SampleSite(SampleSnapshot.unknown)
        for page in ["index.html", "tasks.html", "broker.html", "workers/w.html"] {
            let tokens = PageTokens(try site.text(page))
            #expect(tokens.values["class"]?.contains("zero") != true, "\(page)")
            #expect(tokens.values["class"]?.contains("unknown") == true, "\(page)")
        }
        #expect(try site.text("broker.html").contains(">N/A<"))
    }

    @Test func asksNoOtherHostForAnything() async throws {
        let site = try await SampleSite.standard
        for page in site.pages {
            let tokens = PageTokens(try site.text(page))
            let links = (tokens.values["src"] ?? []) + (tokens.values["href"] ?? [])
            let remote = links.filter { isElsewhere($0) && $0 != "https://wiki.example.org/orders" }
            #expect(remote.isEmpty, "\(page)")
            #expect(tokens.values["style"] == nil, "\(page)")
            #expect(!tokens.values.keys.contains { $0.hasPrefix("on") }, "\(page)")
        }
    }

    @Test func linksOnlyToWhatThereIs() async throws {
        let site = try await SampleSite(SampleSnapshot(taskCount: 20).withBareTasks(1_100))
        for page in site.pages {
            let tokens = PageTokens(try site.text(page))
            let ids = tokens.values["id"] ?? []
            #expect(Set(ids).count == ids.count, "\(page) has an id twice")
            let depth = page.split(separator: "/").count - 1
            for link in (tokens.values["href"] ?? []) + (tokens.values["src"] ?? []) where !isElsewhere(link) {
                let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                let path = depth > 0 ? String(parts[0].dropFirst(3)) : String(parts[0])
                let target = path.isEmpty ? page : path
                #expect(site.paths.contains(target), "\(page) links to \(link)")
                // A search is for scripts; without them it leads to the tasks.
                guard parts.count > 1, target.hasSuffix(".html"), target == page, !parts[1].hasPrefix("q=") else {
                    continue
                }
                #expect(ids.contains(String(parts[1])), "\(page) links to \(link)")
            }
        }
    }

    /// Whether a link has a scheme; a fragment may hold a search for `state:LOST`.
    private func isElsewhere(_ link: String) -> Bool { link.prefix { $0 != "#" }.contains(":") }
}
