import Celery
import Foundation
import SnapshotFile
import TestSupport
import Testing

@testable import Application
@testable import Commands
@testable import Configuration

struct OverviewCommandTests {
    private let folder: TemporaryFolder
    private let errors = Recorder()

    init() throws { folder = try TemporaryFolder() }

    /// Runs it in the folder: `DIR` stands for that.
    private func run(_ words: String...) async -> RunStatus {
        var context = Context.test(errors: errors)
        context.now = { Snapshot.hour().capturedAt + 60 }
        return await Program.run(
            arguments: ["overview"] + words.map { $0.replacing("DIR", with: folder.path) }, in: context)
    }

    /// Writes a site that is no more than its snapshot and an index.
    private func site(_ name: String, _ change: (inout Snapshot) -> Void = { _ in }) throws {
        var hour = Snapshot.hour()
        hour.report.title = name
        change(&hour)
        try folder.write(SnapshotFile.bytes(of: hour), to: name + "/data/snapshot.json")
        try folder.write("<!doctype html>", to: name + "/index.html")
    }

    private func clusters() throws -> [[String: Any]] {
        let file = try JSONSerialization.jsonObject(with: folder.data("all/data/overview.json")) as? [String: Any]
        return try #require(file?["clusters"] as? [[String: Any]])
    }

    @Test func publishesAnIndexOfSitesAndSnapshots() async throws {
        try site("a")
        try site("b")
        try site("a/archive/2026-11-21T08:00:00Z") { $0.capturedAt = $0.capturedAt - 86_400 }
        try folder.write(SnapshotFile.bytes(of: Snapshot.hour()), to: "alone.json")
        let status = await run(
            "DIR/a", "DIR/b/data/snapshot.json", "DIR/a/archive/2026-11-21T08:00:00Z", "DIR/alone.json",
            "--output", "DIR/all")
        #expect(status == .done && errors.text.isEmpty, "\(errors.text)")
        let told = try clusters()
        #expect(
            told.map { $0["address"] as? String } == [
                "../a/archive/2026-11-21T08%3A00%3A00Z/", "../a/", "../b/", nil,
            ])
        #expect(told.map { $0["standing"] as? String } == ["stale", "well", "well", "well"])
        #expect(try folder.text("all/index.html").contains("href=\"../b/index.html\""))
        #expect(try folder.files("all").contains("cards/b.svg"))
    }

    @Test func namesASiteOnceHoweverOftenItIsGiven() async throws {
        try site("a")
        let status = await run("DIR/a", "DIR/a/", "DIR/./a", "DIR/a/data/snapshot.json", "--output", "DIR/all")
        #expect(try status == .done && clusters().count == 1)
        #expect(errors.text.matches(of: /named more than once/).count == 3)
    }

    @Test func publishesWhatCanBeReadAndSaysWhatCannot() async throws {
        try site("a")
        try folder.write("{\"schema\": \"herbarium.snapshot/2\"}", to: "newer/data/snapshot.json")
        try folder.write("{\"schema\": ", to: "damaged/data/snapshot.json")
        try folder.write([0x1F, 0x8B, 1, 2], to: "packed/data/snapshot.json.gz")
        try folder.write("key", to: "sealed/sealed/key.js")
        try folder.write("x", to: "empty/index.html")
        let names = ["newer", "damaged", "packed", "sealed", "empty", "missing"]
        let status = await run(
            "DIR/newer", "DIR/damaged", "DIR/packed", "DIR/sealed", "DIR/empty", "DIR/missing", "DIR/a",
            "--output", "DIR/all")
        #expect(status == .partial)
        let lines = errors.text.split(separator: "\n")
        #expect(lines.count == 6 && lines.allSatisfy { $0.hasPrefix("warning: cannot read") }, "\(errors.text)")
        for (line, name) in zip(lines, names) { #expect(line.contains("/\(name)"), "\(line)") }
        let told = try clusters()
        #expect(told.map { $0["title"] as? String ?? "" } == names.sorted() + ["a"])
        let page = try folder.text("all/index.html")
        #expect(page.matches(of: /Nothing of it can be read/).count == 6)
        #expect(page.contains("herbarium unseal") && page.contains("herbarium.snapshot/2"))
        #expect(told.allSatisfy { !("\($0["problem"] ?? "")".contains(folder.path)) })
    }

    @Test func publishesNothingWhereNothingCanBeRead() async throws {
        try site("a")
        #expect(await run("DIR/a", "--output", "DIR/all") == .done)
        let before = try folder.modified("all/index.html")
        #expect(await run("DIR/x", "DIR/y", "--output", "DIR/all") == .failed)
        #expect(errors.text.contains("error: none of the 2 sites can be read; nothing was published"), "\(errors.text)")
        #expect(errors.text.contains("error: cannot read '\(folder.path)/x'"))
        #expect(try folder.modified("all/index.html") == before)
    }

    @Test func refusesToTakeThePlaceOfASiteOrToStandInOne() async throws {
        try site("a")
        try folder.write("{}", to: "a/.herbarium-manifest.json")
        try folder.write("key", to: "sealed/sealed/key.js")
        let before = try folder.files("a")
        for output in ["a", "a/", "a/data/..", "a/all", "a/archive/x/all", "sealed"] {
            #expect(await run("DIR/a", "--output", "DIR/" + output) == .failed, "\(output)")
        }
        #expect(errors.text.matches(of: /the site of a cluster is there/).count == 4, "\(errors.text)")
        #expect(errors.text.matches(of: /it lies within the site '[^']*\/a'/).count == 2, "\(errors.text)")
        #expect(try folder.files("a") == before && folder.names() == ["a", "sealed"])
    }

    @Test func isNotReplacedByTheSiteOfOneCluster() async throws {
        try site("a")
        #expect(await run("DIR/a", "--output", "DIR/all") == .done)
        let status = await Program.run(
            arguments: ["render", folder("a/data/snapshot.json"), "--output", folder("all")], in: .test(errors: errors))
        #expect(status == .failed && errors.text.contains("an overview of several clusters is there"), "\(errors.text)")
        #expect(try folder.text("all/index.html").contains("cluster-a"))
    }

    @Test func leadsToWhereASiteIsPublished() async throws {
        try site("a")
        try site("b=http")
        let status = await run("DIR/a=https://eu.example.org/celery", "DIR/b=http", "--output", "DIR/all")
        #expect(status == .done, "\(errors.text)")
        let addresses = try clusters().map { $0["address"] as? String }
        #expect(addresses == ["https://eu.example.org/celery/", "../b%3Dhttp/"])
        #expect(await run("DIR/a=https://e x/", "--output", "DIR/all") == .usage)
        #expect(await run("DIR/a=https://\"><script>/", "--output", "DIR/all") == .usage)
        #expect(await run("=https://example.org/", "--output", "DIR/all") == .usage)
    }

    @Test func tellsStrangersNothingOfHosts() async throws {
        let secret = "broker.shop.internal"
        try site("a") { hour in
            hour.report.title = secret
            hour.broker.url = "redis://\(secret):6379/0"
            hour.incidents = [
                Incident(
                    severity: .critical, subject: "q",
                    sentence: "\(name: "mail") waits: \(quote: "\(secret) refused") at \(place: secret)", findings: [])
            ]
        }
        #expect(await run("DIR/a", "DIR/gone", "--output", "DIR/all", "--public") == .partial)
        for file in try folder.files("all") where !file.hasPrefix("assets/") {
            let text = try folder.text("all/" + file)
            #expect(!text.contains(secret) && !text.contains(folder.path), "\(file)")
        }
        #expect(try folder.text("all/index.html").contains("<code>mail</code>"))
    }

    @Test func makesTheSameBytesOfTheSameSites() async throws {
        try site("a")
        try site("b") { $0.add(worker: "w") }
        #expect(await run("DIR/a", "DIR/b", "--output", "DIR/all") == .done)
        #expect(await run("DIR/b", "DIR/a", "--output", "DIR/other") == .done)
        let files = try folder.files("all")
        #expect(try files == folder.files("other") && files.count > 10)
        for file in files where file != "data/overview.json" {
            #expect(try folder.data("all/" + file) == folder.data("other/" + file), "\(file)")
        }
        let before = try folder.number("all/index.html")
        #expect(await run("DIR/a", "DIR/b", "--output", "DIR/all") == .done)
        #expect(try folder.number("all/index.html") == before)
    }

    /// Where the sites lie in the folder of the index, as on a host that shows it as its first page.
    @Test func leavesSitesWithinItAloneWhenPublishedInPlace() async throws {
        try site("all/eu")
        try folder.write("{}", to: "all/eu/.herbarium-manifest.json")
        try site("all/eu/archive/2026-11-21T08:00:00Z") { $0.capturedAt = $0.capturedAt - 86_400 }
        try site("all/us")
        #expect(await run("DIR/all/eu", "DIR/all/us", "--output", "DIR/all") == .failed)
        #expect(
            errors.text.contains("the site 'eu' lies within it; with --in-place it is left alone"), "\(errors.text)")
        let before = try (folder.files("all/eu"), folder.number("all/eu/index.html"))
        let words = ["DIR/all/eu/archive/2026-11-21T08:00:00Z", "DIR/all/us", "--in-place", "--output", "DIR/all"]
        for _ in 0..<2 {
            #expect(await run(words[0], words[1], words[2], words[3], words[4]) == .done, "\(errors.text)")
        }
        #expect(try folder.files("all/eu") == before.0 && folder.number("all/eu/index.html") == before.1)
        #expect(try folder.text("all/index.html").contains("href=\"us/index.html\""))
        // A site where the index has files of its own, and a file of nobody's.
        try site("all/cards")
        let cards = try folder.files("all/cards")
        #expect(await run("DIR/all/eu", "DIR/all/us", "DIR/all/cards", "--in-place", "--output", "DIR/all") == .failed)
        #expect(errors.text.contains("cannot publish both"), "\(errors.text)")
        #expect(try folder.files("all/cards") == cards)
    }

    @Test func takesTitleZoneAndTemplates() async throws {
        // Clocks are looked up for a while before now alone, whatever a file says.
        try site("a") { hour in
            if let first = Instant(iso8601: "0001-01-01T00:00:00Z"), let last = Instant(iso8601: "9999-01-01T00:00:00Z")
            {
                hour.coverage.span = TimeSpan(since: first, until: last)
            }
        }
        try folder.write(
            "{{frame.title}} {{newest.full}} {{#clusters}}{{title}}{{/clusters}}", to: "theme/overview.html")
        let status = await run(
            "DIR/a", "--output", "DIR/all", "--title", "Shops <all>", "--time-zone", "Europe/Berlin", "--templates",
            "DIR/theme")
        #expect(status == .done, "\(errors.text)")
        let text = try folder.text("all/index.html")
        #expect(text.hasPrefix("Shops &lt;all&gt; 2026-11-22 09:00:00 ") && text.hasSuffix(" a"), "\(text)")
        try folder.write("{{nonsense}}", to: "theme/overview.md")
        #expect(await run("DIR/a", "--output", "DIR/all", "--templates", "DIR/theme") == .failed)
        #expect(errors.text.contains("overview.md:1:1: unknown name 'nonsense'"), "\(errors.text)")
    }

    @Test func takesNoIndexOfNothing() async {
        #expect(await run() == .usage)
        #expect(errors.text.contains("'overview' takes the folders of sites, or '--history"), "\(errors.text)")
        #expect(await run("DIR/a", "--stale-after", "soon") == .usage)
    }
}
