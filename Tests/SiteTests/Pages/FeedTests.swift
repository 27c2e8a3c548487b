import Celery
import Foundation
import Site
import TestSupport
import Testing

struct FeedTests {
    private func feed(
        _ snapshot: Snapshot, siteURL: String? = nil, after log: IncidentLog? = nil
    ) async throws -> [XMLReading.Element] {
        var options = SiteOptions()
        (options.siteURL, options.incidents) = (siteURL, log)
        let site = try await SampleSite(snapshot, options: options)
        return try #require(XMLReading(try site.bytes("feed.atom"))).elements
    }

    private func texts(_ name: String, of feed: [XMLReading.Element]) -> [String] {
        feed.filter { $0.name == name && $0.path.last == "entry" }.map(\.text)
    }

    /// What the W3C's validator asks of a feed, after RFC 4287.
    @Test func isAFeedWhateverTheNames() async throws {
        var snapshot = Snapshot.hour()
        snapshot.report.title = HostilePagesTests.strings.joined()
        snapshot.incidents = HostilePagesTests.strings.flatMap { name in
            [nil, snapshot.capturedAt].map { until in
                Incident(
                    until: until, severity: .critical, subject: name, sentence: "\(name: name): \(quote: name)",
                    findings: [])
            }
        }
        let feed = try await feed(snapshot)
        let root = try #require(feed.first)
        #expect(root.name == "feed" && root.attributes["xmlns"] == "http://www.w3.org/2005/Atom")
        let parents = [["feed"]] + Array(repeating: ["feed", "entry"], count: feed.count { $0.name == "entry" })
        #expect(parents.count == 1 + 3 * HostilePagesTests.strings.count)
        for required in ["id", "title", "updated"] {
            let found = feed.filter { $0.name == required }
            #expect(found.map(\.path) == parents, "\(required)")
            #expect(found.allSatisfy { !$0.text.isEmpty })
        }
        #expect(feed.filter { $0.name == "author" }.map(\.path) == [["feed"]])
        #expect(feed.contains { $0.name == "name" && $0.path == ["feed", "author"] && !$0.text.isEmpty })
        let ids = feed.filter { $0.name == "id" }.map(\.text)
        #expect(Set(ids).count == ids.count && ids.allSatisfy { $0.wholeMatch(of: /urn:uuid:[0-9a-f-]{36}/) != nil })
        for date in feed where date.name == "updated" || date.name == "published" {
            #expect(date.text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/) != nil)
            #expect(Instant(iso8601: date.text) != nil)
        }
        #expect(feed.count { $0.attributes["rel"] == "alternate" && $0.path.last == "entry" } == parents.count - 1)
        #expect(feed.filter { $0.attributes["rel"] == "self" }.map { $0.attributes["href"] } == ["feed.atom"])
        #expect(
            Set(feed.map(\.name)).isSubset(of: [
                "feed", "id", "title", "updated", "link", "author", "name", "generator", "entry", "published",
                "category",
                "content",
            ]))
    }

    @Test func tellsWhenAnIncidentBeganAndWhenItEnded() async throws {
        var snapshot = SampleSnapshot(taskCount: 1).snapshot
        snapshot.incidents = [snapshot.incidents[0]]
        let begun = try await feed(snapshot)
        #expect(texts("title", of: begun).count == 1)
        #expect(texts("title", of: begun)[0].hasPrefix("Critical: 'celery@batch-1' died at 2026-11-22 07:41:00 UTC"))
        #expect(texts("updated", of: begun) == ["2026-11-22T07:41:00.000000Z"])
        let log = IncidentLog(snapshot)
        snapshot.capturedAt = snapshot.capturedAt + 300
        snapshot.incidents[0].until = snapshot.capturedAt - 60
        let ended = try await feed(snapshot, after: log)
        #expect(texts("title", of: ended)[0].hasPrefix("Over: 'celery@batch-1' died"))
        #expect(texts("updated", of: ended) == ["2026-11-22T08:04:00.000000Z", "2026-11-22T07:41:00.000000Z"])
        #expect(texts("id", of: ended)[1] == texts("id", of: begun)[0])
        #expect(texts("title", of: ended)[1] == texts("title", of: begun)[0])
        // The next report doesn't tell of it any more; readers still find it.
        let later = IncidentLog(snapshot, after: log)
        snapshot.capturedAt = snapshot.capturedAt + 86_400
        snapshot.incidents = []
        let remembered = try await feed(snapshot, after: later)
        #expect(texts("id", of: remembered) == texts("id", of: ended))
        #expect(texts("content", of: remembered) == texts("content", of: ended))
    }

    @Test func saysOfWhatIsNotToldAnyMoreNoMoreThanThat() async throws {
        var snapshot = SampleSnapshot(taskCount: 1).snapshot
        snapshot.incidents = [snapshot.incidents[0]]
        let log = IncidentLog(snapshot)
        snapshot.incidents = []
        snapshot.capturedAt = snapshot.capturedAt + 300
        snapshot.sources[0].status = .ok
        let feed = try await feed(snapshot, after: log)
        #expect(texts("title", of: feed)[0].hasPrefix("Not seen any more: 'celery@batch-1' died"))
    }

    @Test func isAFeedWithoutIncidents() async throws {
        var snapshot = Snapshot.hour()
        let calm = try await feed(snapshot)
        #expect(!calm.contains { $0.name == "entry" })
        #expect(calm.first { $0.name == "updated" }?.text == "2026-11-22T08:00:00.000000Z")
        snapshot.incidents = [Incident(severity: .note, subject: "q", sentence: "it is", findings: [9])]
        #expect(texts("title", of: try await feed(snapshot)) == ["Note: it is"])
    }

    @Test func leadsToWhereTheSiteIsPublished() async throws {
        let feed = try await feed(Snapshot.hour(), siteURL: "https://ci.example.org/a&b/")
        #expect(feed.first?.attributes["xml:base"] == "https://ci.example.org/a&b/")
        #expect(try await self.feed(Snapshot.hour()).first?.attributes["xml:base"] == nil)
    }

    @Test func isNamedOnEveryPage() async throws {
        let site = try await SampleSite.standard
        for page in site.pages where page != "report.html" {
            let root = page.contains("/") ? "../" : ""
            #expect(
                try site.text(page).contains("<link rel=\"alternate\" href=\"\(root)feed.atom\""), "\(page)")
        }
    }
}
