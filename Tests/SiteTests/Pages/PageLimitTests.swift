import Celery
import Report
import Site
import Testing

/// No page is larger than its limit, whatever a cluster or a user has too much of, and each says what it leaves out.
struct PageLimitTests {
    private static let limit = 120_000

    /// The pages of a site at these paths; no other is made.
    private func pages(_ paths: [String], _ change: (inout Snapshot) -> Void) throws -> [String: String] {
        var snapshot = SampleSnapshot(taskCount: 8).snapshot
        change(&snapshot)
        var options = SiteOptions()
        options.pageLimit = Self.limit
        let files = try SiteBuilder.builtIn.get().files(for: snapshot, zone: .utc, options: options)
        return Dictionary(
            uniqueKeysWithValues: files.filter { paths.contains($0.path) }.map {
                ($0.path, String(decoding: $0.bytes, as: UTF8.self))
            })
    }

    private func expectLimit(
        of paths: String..., saying sentence: String, _ change: (inout Snapshot) -> Void
    ) throws {
        let pages = try pages(paths, change)
        #expect(pages.count == paths.count)
        for (path, text) in pages {
            #expect(text.utf8.count <= Self.limit, "\(path)")
            #expect(text.contains(sentence), "\(path)")
        }
    }

    @Test func holdsForManyWorkers() throws {
        try expectLimit(of: "index.html", "index.md", saying: "other workers") { snapshot in
            let one = snapshot.workers[0]
            for number in 0..<1_500 {
                var other = one
                other.name = WorkerName("celery@pod-\(number)")
                other.inspection = nil
                snapshot.workers.append(other)
            }
        }
    }

    @Test func holdsForManyFindings() throws {
        try expectLimit(of: "index.html", "index.md", saying: "findings of 4,0") { snapshot in
            snapshot.findings += (0..<4_000).map {
                Finding(
                    .note, .init(rawValue: "x"), subject: "\($0)",
                    message: "\($0) is amiss, and has been for a long time")
            }
        }
    }

    @Test(arguments: ["a long note. ", "| a | b |\n", "<script>&", "# h\n\n"])
    func holdsForTheNote(_ piece: String) throws {
        try expectLimit(of: "index.html", "index.md", saying: "The note is left out: it has ") { snapshot in
            snapshot.report.note = String(repeating: piece, count: 2 * Self.limit / piece.utf8.count)
        }
    }

    @Test func holdsForManyQueues() throws {
        try expectLimit(of: "broker.html", "broker.md", saying: " queues of 2,50") { snapshot in
            let one = snapshot.queues[0]
            for number in 0..<2_500 {
                var other = one
                other.name = "queue-\(number)"
                snapshot.queues.append(other)
            }
        }
    }

    @Test(arguments: [3_000, 20_000]) func holdsForManyTaskTypes(count: Int) throws {
        try expectLimit(of: "monitor.html", "monitor.md", saying: " task types of \(count / 1_000),00") { snapshot in
            let one = snapshot.taskTypes[0]
            for number in 0..<count {
                var other = one
                other.name = "shop.tasks.step_\(number)"
                snapshot.taskTypes.append(other)
            }
        }
    }

    @Test func holdsForLongTracebacks() throws {
        try expectLimit(of: "failures.html", saying: " are shown.") { snapshot in
            snapshot.failures = (0..<100).map { number in
                var group = snapshot.failures[0]
                group.fingerprint = "\(number)"
                group.traceback = String(repeating: "  File \"a.py\", line 1, in b\n", count: 100)
                return group
            }
        }
    }

    @Test func holdsForAWorkerWithLongLists() throws {
        try expectLimit(of: "workers/celery@batch-1.html", saying: "Of each list the first ") { snapshot in
            guard let place = snapshot.workers.firstIndex(where: { $0.name.description == "celery@batch-1" }) else {
                return
            }
            var inspection = snapshot.workers[place].inspection ?? WorkerInspection()
            inspection.registered = (0..<500).map { "shop.<type>.\($0)" + String(repeating: "&", count: 250) }
            snapshot.workers[place].inspection = inspection
        }
    }

    @Test func holdsForLargeCharts() throws {
        try expectLimit(of: "monitor.html", saying: "All charts are left out; they are files of their own.") { _ in }
    }

    @Test func leavesNothingOutOfAnOrdinarySite() async throws {
        let site = try await SampleSite.standard
        for path in site.paths where path.hasSuffix(".html") || path.hasSuffix(".md") {
            #expect(try !site.text(path).contains("for want of room"), "\(path)")
        }
    }
}
