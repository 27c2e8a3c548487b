import Celery
import Site
import TestSupport
import Testing

struct ChangesPageTests {
    private func site(_ changes: [ClusterChange], _ change: (inout Snapshot) -> Void = { _ in }) async throws
        -> SampleSite
    {
        var snapshot = SampleSnapshot(taskCount: 2).snapshot
        snapshot.changes = changes
        change(&snapshot)
        return try await SampleSite(snapshot)
    }

    private let time = SampleSnapshot.captured - 600

    @Test func listsWhatChangedTheNewestFirst() async throws {
        let changes = [
            ClusterChange(
                time: time, kind: .setting, subject: "celery@mail-1", item: "task_acks_late", before: "False",
                after: "True"),
            ClusterChange(time: time + 60, kind: .queue, subject: "orders", before: "there"),
            .mark("deploy 1.4.2", at: time + 120),
        ]
        let page = try await site(changes).text("changes.html")
        #expect(page.contains("2 changes and 1 mark in the span."))
        let places = ["deploy 1.4.2", "<code>orders</code>", "task_acks_late"].map {
            page.firstRange(of: $0)?.lowerBound
        }
        #expect(places.allSatisfy { $0 != nil } && places.compactMap(\.self) == places.compactMap(\.self).sorted())
        #expect(page.contains("<a href=\"workers/celery@mail-1.html\"><code>celery@mail-1</code></a>"))
        #expect(page.contains("<strong>mark</strong>") && page.contains("07:52:00"))
        #expect(try await site([]).text("index.html").contains("<a href=\"changes.html\">Changes</a>"))
    }

    @Test func tellsOfWorkersThatCameAndWentAlsoWithoutAHistory() async throws {
        let page = try await site([]) { snapshot in
            snapshot.turns = [
                WorkerTurn(.goodbye, of: WorkerName("celery@mail-1"), time: time),
                WorkerTurn(.restart, of: WorkerName("<b>"), time: time + 60),
            ]
        }.text("changes.html")
        let body = try #require(page.split(separator: "<table id=\"turns\"").last)
        let (came, went) = (body.firstRange(of: "&lt;b&gt;"), body.firstRange(of: ">celery@mail-1</a>"))
        #expect(try #require(came).lowerBound < (try #require(went)).lowerBound)
        #expect(body.contains("shut down") && body.contains(">started<"))
        #expect(try await !site([]) { $0.turns = [] }.text("changes.html").contains("came and went"))
    }

    @Test func saysWhyNothingIsListed() async throws {
        #expect(try await site([]).text("changes.html").contains("Not known: what changed is told by captures"))
        let remembering = try await site([]) { snapshot in
            snapshot.sources.removeAll { $0.name == "history" }
            snapshot.sources.append(SourceReport(name: "history", status: .ok, detail: "it knows 2 tasks"))
        }
        #expect(try remembering.text("changes.html").contains("Nothing changed in the span"))
    }

    @Test func standInTheReport() async throws {
        let changes = [
            ClusterChange(
                time: time, kind: .setting, subject: "celery@mail-1", item: "task_acks_late", before: "False",
                after: "True"),
            ClusterChange(time: time + 60, kind: .queue, subject: "a|b`c", after: "there"),
            .mark("deploy | <b>1.4.2", at: time + 120),
        ]
        let report = try await site(changes).text("report.md")
        let rows = try #require(report.split(separator: "## Changes\n").last).split(separator: "\n")
            .drop { !$0.hasPrefix("| :") && !$0.hasPrefix("|:") }.dropFirst().prefix { $0.hasPrefix("|") }
        #expect(rows.count == 3)
        // Six cells each, whatever the names have in them.
        for row in rows { #expect(row.replacing("\\|", with: "").count { $0 == "|" } == 7, "\(row)") }
        let words = [["mark", "1.4.2"], ["queue", "—", "there"], ["setting", "task_acks_late", "False", "True"]]
        for (row, words) in zip(rows, words) { #expect(words.allSatisfy { row.contains($0) }, "\(row)") }
        #expect(try await site([]).text("report.md").contains("## Changes") == false)
    }

    @Test func areCutInTheReportWithTheirNumber() async throws {
        let report = try await site((0..<30).map { .mark("deploy \($0)", at: time + Double($0)) }).text("report.md")
        #expect(report.contains("10 changes of 30 are left out.") && report.contains("deploy 29"))
        #expect(!report.contains("deploy 9 "))
    }

    @Test func marksEveryChart() async throws {
        let site = try await site([.mark("deploy <1.4.2>", at: time)])
        let charts = site.paths.filter { $0.hasPrefix("charts/") }
        #expect(charts.count > 5)
        for chart in charts where !(try site.text(chart).contains("class=\"empty\"")) {
            #expect(try site.text(chart).contains("<title>deploy &lt;1.4.2&gt;</title>"), "\(chart)")
        }
        #expect(try site.text("index.html").contains("deploy &lt;1.4.2&gt;"))
    }

    @Test func staysAPageWhateverTheNames() async throws {
        func tags(_ names: [String]) async throws -> PageTokens {
            var hour = Snapshot.hour()
            hour.changes = names.flatMap { name in
                ClusterChange.Kind.allCases.map {
                    ClusterChange(time: time, kind: $0, subject: name, item: name, before: name, after: name)
                }
            }
            return PageTokens(try await SampleSite(hour).text("changes.html"))
        }
        let hostile = try await tags(HostilePagesTests.strings)
        let harmless = try await tags(HostilePagesTests.strings.map { _ in "x" })
        #expect(hostile.difference(from: harmless) == nil && hostile.mistakes.isEmpty)
    }

    @Test func staysWithinItsLimit() async throws {
        var hour = Snapshot.hour()
        let long = String(repeating: "<\"&", count: 100)
        hour.changes = (0..<500).map {
            ClusterChange(time: time + Double($0) / 10, kind: .tasks, subject: long, before: long, after: long)
        }
        var options = SiteOptions()
        options.pageLimit = 100_000
        let page = try await SampleSite(hour, options: options).text("changes.html")
        #expect(page.utf8.count <= 100_000 && page.contains("changes of 500 are left out."))
    }
}
