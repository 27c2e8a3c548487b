import Celery
import Foundation
import Report
import TestSupport
import Testing

@testable import Site

struct OverviewPageTests {
    /// A cluster in trouble, one of yesterday, one that is well, one of which nothing is known, and one that can't be read.
    private static let digests: [ClusterDigest] = {
        let shop = SampleSnapshot(taskCount: 1).snapshot
        var well = Snapshot.hour()
        well.report.title = "mail"
        well.add(worker: "celery@m1", .online, [.succeeded: 41, .active: 1])
        well.totals = Totals(counts: well.workers[0].counts, ofWorkers: 1)
        well.add(queue: "mail", ready: 7, unacknowledged: nil)
        well.add(type: "mail.send", [.succeeded: 41])
        var old = well
        (old.report.title, old.capturedAt) = ("search", old.capturedAt - 86_400)
        var silent = Snapshot.hour(watchedFor: 0)
        silent.report.title = "batch"
        for index in silent.sources.indices { silent.sources[index].status = .failed }
        silent.totals = Totals(counts: Counts(), ofWorkers: 0)
        return [
            OverviewSite.digest(well, at: "mail"), OverviewSite.digest(silent, at: "batch"),
            OverviewSite.digest(old, at: "search"), OverviewSite.digest(shop, at: "shop"),
            ClusterDigest(place: "gone", title: "gone", source: "gone", problem: "no such file or directory"),
        ]
    }()

    @Test(arguments: ["index.html", "index.md"]) func looksAsRecorded(page: String) throws {
        let text = try OverviewSite(Self.digests).text(page)
        let bytes = text.replacing(/assets\/(site|pages|overview|icon)-[0-9a-f]{10}/) { "assets/\($0.1)-0" }
        try expectGolden(Array(bytes.utf8), "overview-\(page)")
    }

    @Test func namesWhatCannotBeKnownAndNeverCountsItAsNothing() throws {
        let text = try OverviewSite(Self.digests).text("index.md")
        let rows = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { row in
            row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        #expect(rows.prefix(5).map { $0[0] } == ["`shop-prod`", "`gone`", "`batch`", "`search`", "`mail`"])
        #expect(rows.prefix(5).map { $0[1] } == ["Critical", "Can't be read", "Not known", "Stale", "All is well"])
        #expect(rows[1].dropFirst(2).allSatisfy { $0 == "—" })
        #expect(rows[2][2...9].allSatisfy { $0 == "—" }, "\(rows[2])")
        #expect(rows[4][2...9].elementsEqual(["0", "0", "1 of 1", "7", "42", "1", "0", "0"]), "\(rows[4])")
        #expect(text.contains("1; 7 ready, — unacknowledged"))
    }

    /// The figures of each sum add up to what was processed.
    @Test func closesItsSums() throws {
        let text = try OverviewSite(Self.digests).text("index.md")
        let sums = text.split(separator: "\n").filter { $0.contains("attempts processed: ") }
        #expect(sums.count == 3)
        for sum in sums {
            let numbers = sum.matches(of: /\d[\d,]*/).compactMap { Int($0.output.filter { $0 != "," }) }
            #expect(numbers.count == 11 && numbers.dropFirst().reduce(0, +) == numbers[0], "\(sum)")
        }
        #expect(text.contains("How many attempts were processed isn't known"))
    }

    @Test func leadsToThePagesOfEachSite() throws {
        let text = try OverviewSite(Self.digests).text("index.html")
        for href in [
            "../shop/index.html", "../shop/workers/celery@batch-1.html", "../mail/broker.html#queue-mail",
            "../mail/tasks.html#q=name:=mail.send", "#cluster-shop-prod", "cards/mail.svg",
        ] { #expect(text.contains("\"\(href)\""), "\(href)") }
        // A snapshot that stands alone has no pages.
        let alone = ClusterDigest(
            place: "a", source: "a.json", address: nil, SampleSnapshot(taskCount: 1).snapshot, zone: .utc, log: nil)
        let links = try OverviewSite([alone]).text("index.html").matches(of: #/href="([^"]*)"/#).map { $0.output.1 }
        #expect(
            links.allSatisfy {
                $0.hasPrefix("#") || $0.hasPrefix("assets/") || !$0.contains("/") || $0 == "data/overview.json"
            }, "\(links)")
        #expect(try OverviewSite([alone]).text("data/names.js").contains("\"root\":null"))
    }

    @Test func hasWholeLinksForATicketWhereItIsKnownWhereItIsPublished() throws {
        var digests = Self.digests
        digests.append(OverviewSite.digest(Snapshot.hour(), at: "far", address: "https://eu.example.org/celery/"))
        let site = try OverviewSite(digests, siteURL: "https://example.org/all/")
        let links = try site.text("index.md").matches(of: /\]\(([^)]*)\)/).map { String($0.output.1) }
        #expect(links.count > 5 && links.allSatisfy { $0.hasPrefix("https://") })
        #expect(links.contains("https://example.org/all/../shop/workers/celery@batch-2.html"))
        #expect(links.contains("https://eu.example.org/celery/index.html"))
        #expect(try site.text("index.html").contains("\"../shop/index.html\""))
    }

    @Test func listsMoreClustersThanItTellsOfInFull() throws {
        let digests = (0..<260).map { OverviewSite.digest(Snapshot.hour(), at: "c\($0)") }
        let text = try OverviewSite(digests).text("index.html")
        #expect(
            text.matches(of: /<tr data-id=/).count == 260 && text.matches(of: /<section class="cluster"/).count == 250)
        #expect(text.contains("Of 10 clusters only the line in the table is shown"))
        let anchors = Set(text.matches(of: /id="(cluster-[^"]*)"/).map { String($0.output.1) })
        let inner = text.matches(of: /href="#(cluster-[^"]*)"/).map { String($0.output.1) }
        #expect(inner.count == 250 && inner.allSatisfy(anchors.contains))
    }

    @Test func tellsClustersOfOneTitleApart() throws {
        let site = try OverviewSite(["a", "b"].map { OverviewSite.digest(Snapshot.hour(), at: $0) })
        #expect(Set(site.board.names).count == 2 && site.board.names.allSatisfy { $0.hasPrefix("t~") })
        let text = try site.text("index.html")
        #expect(text.contains("<small>a</small>") && text.contains("<small>b</small>"))
        #expect(!(try OverviewSite(Self.digests).text("index.html")).contains("<small>mail</small>"))
        // The names stay when another cluster comes.
        let more = try OverviewSite(["b", "a", "c"].map { OverviewSite.digest(Snapshot.hour(), at: $0) })
        #expect(Set(site.board.names).isSubset(of: more.board.names))
    }

    @Test func saysThatAnybodyMayReadItUnlessToldOtherwise() throws {
        let words = "No access control"
        #expect(try OverviewSite(Self.digests).text("index.html").contains(words))
        #expect(try !OverviewSite(Self.digests, isGuarded: true).text("index.html").contains(words))
        var guarded = Snapshot.hour()
        guarded.report.isProtected = true
        #expect(try !OverviewSite([OverviewSite.digest(guarded, at: "a")]).text("index.html").contains(words))
    }

    @Test func isBuiltOfWhatTheFilesNameAndNothingElse() throws {
        let site = try OverviewSite(Self.digests)
        let text = try site.text("index.html")
        let own = text.matches(of: #/(?:href|src|data-names)="([^"#.][^"#]*)"/#).map { String($0.output.1) }
        #expect(own.count > 10 && own.allSatisfy { site.files[$0] != nil }, "\(own.filter { site.files[$0] == nil })")
        #expect(!site.files.keys.contains { $0.contains("tasks-") })
        #expect(text.contains("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'"))
        let plain = Set(try SampleSite.builder.get().assets.published.map(\.path))
        #expect(!plain.contains { $0.contains("overview") })
    }

    @Test func hasAFeedOfAllClusters() throws {
        var hour = Snapshot.hour()
        hour.incidents = [Incident(since: nil, severity: .warning, subject: "q", sentence: "it is", findings: [])]
        hour.broker.url = "redis://[redacted]"
        var other = hour
        other.report.title = "other"
        let same = OverviewSite.digest(hour, at: "c")
        let site = try OverviewSite(
            [OverviewSite.digest(hour, at: "a"), OverviewSite.digest(other, at: "b"), same],
            siteURL: "https://example.org/all/")
        let feed = try #require(XMLReading(try site.text("feed.atom").utf8.map { $0 })).elements
        let titles = feed.filter { $0.name == "title" && $0.path.last == "entry" }.map(\.text)
        // Two snapshots of one cluster tell of one incident.
        #expect(titles.sorted() == ["other: Warning: it is", "t: Warning: it is"])
        #expect(feed.first?.attributes["xml:base"] == "https://example.org/all/")
    }
}
