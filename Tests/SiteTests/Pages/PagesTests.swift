import Celery
import Report
import Testing

@testable import Site

struct PagesTests {
    @Test(arguments: [
        "index.html", "index.md", "tasks.html", "tasks.md", "broker.html", "broker.md", "report.md", "failures.html",
    ])
    func looksAsRecorded(page: String) async throws {
        let site = try await SampleSite.standard
        try expectGolden(Self.withoutHashes(try site.text(page)), page)
    }

    @Test(arguments: ["workers/celery@mail-1.html", "data/tasks.csv", "data/charts/runtime.csv"])
    func drawsAsRecorded(file: String) async throws {
        let site = try await SampleSite.standard
        try expectGolden(
            Self.withoutHashes(try site.text(file)), file.split(separator: "/").last.map(String.init) ?? file)
    }

    @Test func drawsEachChartAsRecorded() async throws {
        let site = try await SampleSite.standard
        let charts = site.paths.filter { $0.hasPrefix("charts/") }
        #expect(charts.count == 22)
        for chart in charts { try expectGolden(try site.bytes(chart), chart) }
    }

    /// The style sheet may change without the pages.
    private static func withoutHashes(_ page: String) -> [UInt8] {
        Array(page.replacing(/assets\/(site|pages|tasks|icon)-[0-9a-f]{10}/) { "assets/\($0.1)-0" }.utf8)
    }

    @Test func hasEveryFileOfTheContract() async throws {
        let site = try await SampleSite(SampleSnapshot(taskCount: 1).withBareTasks(2_100))
        let expected = [
            "index.html", "index.md", "tasks.html", "tasks-2.html", "tasks-undated.html", "tasks.md", "broker.html",
            "broker.md", "monitor.html", "monitor.md", "failures.html", "workers/celery@mail-1.html",
            "charts/succeeded.svg",
            "charts/failed.svg", "charts/runtime.svg", "charts/queues.svg", "report.html", "report.md",
            "data/snapshot.json", "data/tasks.csv", "data/tasks-0001.js",
        ]
        #expect(Set(expected).subtracting(site.paths).isEmpty)
        for page in site.pages where page.hasPrefix("tasks") { #expect(try site.bytes(page).count < 3_000_000) }
        #expect(try site.text("tasks.html").matches(of: #/\n<tr/#).count == 100)
        let table = try #require(try site.text("tasks.md").split(separator: "| Name | UUID").last)
        #expect(table.matches(of: #/\n\| /#).count == 1_000)
    }

    /// A page that is declared for the navigation is made where the navigation leads to, and shows that it is there.
    @Test func hasEachPageOfTheNavigation() async throws {
        let site = try await SampleSite.standard
        for page in PageDeclaration.all.filter({ $0.title != nil })
        where !["archive.html", "compare.html"].contains(page.template) {
            let text = try site.text(page.template)
            let current = text.matches(of: #/<a [^>]*href="([^"]*)"[^>]*aria-current="page"[^>]*>/#).map(\.output.1)
            #expect(current.map(String.init) == [page.template], "\(page.template)")
        }
    }

    @Test func keepsTheDashboardOfFiftyWorkersSmall() async throws {
        var snapshot = SampleSnapshot(taskCount: 8).snapshot
        let (worker, finished) = (snapshot.workers[0], snapshot.series.filter { $0.name == "tasks.succeeded" })
        snapshot.workers = (1...50).map { number in
            var other = worker
            other.name = WorkerName("celery@worker-\(number).production.example.org")
            return other
        }
        snapshot.series += snapshot.workers.flatMap { worker in
            finished.prefix(1).map { series in
                Series(
                    name: series.name, unit: series.unit, labels: ["worker": worker.name.description],
                    points: series.points)
            }
        }
        let page = try await SampleSite(snapshot).bytes("index.html")
        #expect(page.count < 90_000)
        #expect(String(decoding: page, as: UTF8.self).contains("celery@worker-50.production"))
    }

    @Test func givesTheSameBytesAgain() async throws {
        let one = try await SampleSite.standard
        let other = try await SampleSite(SampleSnapshot(taskCount: 8).snapshot)
        #expect(one.paths == other.paths)
        for path in one.paths { #expect(try one.bytes(path) == (try other.bytes(path)), "\(path)") }
    }

    @Test(arguments: [
        (
            "index.html", "workers",
            "Worker Name · Status · Active · Processed · Failed · Succeeded · Retried · Load Average · Received · Revoked · Rejected · Returned · Lost · Unaccounted"
        ),
        ("tasks.html", "tasks", "Name · UUID · State · args · kwargs · Result · Received · Started · Runtime · Worker"),
        ("broker.html", "queues", "Name · Messages · Unacked · Ready · Consumers · Idle since"),
    ])
    func hasTheColumnsOfTheContract(page: String, id: String, headers: String) async throws {
        let text = try await SampleSite.standard.text(page)
        let table = try #require(text.split(separator: "<table id=\"\(id)\"").last)
        let head = try #require(table.split(separator: "</thead>").first)
        let titles = head.split(separator: "</th>").compactMap { $0.split(separator: ">").last.map(String.init) }
        #expect(Array(titles.prefix(headers.split(separator: "·").count)).joined(separator: " · ") == headers)
    }

    @Test func closesTheSumOnThePage() async throws {
        let text = try await SampleSite.standard.text("index.html")
        let body = try #require(text.split(separator: "<table id=\"workers\"").last?.split(separator: "</table>").first)
        let rows = body.split(separator: "<tr>").dropFirst(2).map { row in
            row.split(separator: "<td").dropFirst().map { cell in
                Int(
                    cell.split(separator: ">").compactMap { $0.split(separator: "<").first }
                        .first { $0.first?.isNumber == true }?.filter { $0 != "," } ?? "")
            }
        }
        #expect(rows.count == 6)
        for row in rows {
            let counts = row.compactMap { $0 }
            #expect(counts.count == 11)
            #expect(counts[1] == counts.reduce(0, +) - counts[1])
        }
        let sums = rows.dropLast().reduce(into: [Int](repeating: 0, count: 11)) { sums, row in
            for (place, count) in row.compactMap({ $0 }).enumerated() { sums[place] += count }
        }
        #expect(sums == rows.last?.compactMap { $0 })
    }
}
