import Celery
import Report
import Site
import Testing

/// No page is larger than its limit, whatever a cluster or a user has too much of, and each says what it leaves out.
struct PageLimitTests {
    private static let limit = 300_000

    private func site(_ change: (inout Snapshot) -> Void) async throws -> SampleSite {
        var snapshot = SampleSnapshot(taskCount: 8).snapshot
        change(&snapshot)
        var options = SiteOptions()
        options.pageLimit = Self.limit
        return try await SampleSite(snapshot, options: options)
    }

    private func expectLimit(_ site: SampleSite, _ path: String, saying sentence: String) throws {
        #expect(try site.bytes(path).count <= Self.limit, "\(path)")
        #expect(try site.text(path).contains(sentence), "\(path)")
    }

    @Test func holdsForManyWorkers() async throws {
        let site = try await site { snapshot in
            let one = snapshot.workers[0]
            for number in 0..<3_000 {
                var other = one
                other.name = WorkerName("celery@pod-\(number)")
                other.inspection = nil
                snapshot.workers.append(other)
            }
        }
        for path in ["index.html", "index.md"] { try expectLimit(site, path, saying: "other workers") }
        #expect(try site.text("report.md").contains("other workers"))
    }

    @Test func holdsForManyFindings() async throws {
        let site = try await site { snapshot in
            snapshot.findings += (0..<5_000).map { Finding(.note, "x", subject: "\($0)", message: "\($0) is amiss") }
        }
        for path in ["index.html", "index.md"] { try expectLimit(site, path, saying: "findings of 5,0") }
    }

    @Test(arguments: ["a long note. ", "| a | b |\n", "<script>&", "# h\n\n"]) func holdsForTheNote(_ piece: String)
        async throws
    {
        let site = try await site { snapshot in
            snapshot.report.note = String(repeating: piece, count: 2 * Self.limit / piece.utf8.count)
        }
        for path in ["index.html", "index.md"] { try expectLimit(site, path, saying: "The note is left out: it has ") }
    }

    @Test func holdsForManyQueues() async throws {
        let site = try await site { snapshot in
            let one = snapshot.queues[0]
            for number in 0..<3_000 {
                var other = one
                other.name = "queue-\(number)"
                snapshot.queues.append(other)
            }
        }
        for path in ["broker.html", "broker.md"] { try expectLimit(site, path, saying: " queues of 3,00") }
    }

    @Test func holdsForManyTaskTypes() async throws {
        let site = try await site { snapshot in
            let one = snapshot.taskTypes[0]
            for number in 0..<3_000 {
                var other = one
                other.name = "shop.type_\(number)"
                snapshot.taskTypes.append(other)
            }
        }
        for path in ["monitor.html", "monitor.md"] { try expectLimit(site, path, saying: " task types of 3,00") }
    }

    @Test func holdsForLongTracebacks() async throws {
        let site = try await site { snapshot in
            snapshot.failures = (0..<200).map { number in
                var group = snapshot.failures[0]
                group.fingerprint = "\(number)"
                group.traceback = String(repeating: "  File \"a.py\", line 1, in b\n", count: 1_000)
                return group
            }
        }
        try expectLimit(site, "failures.html", saying: " are shown.")
    }

    @Test func holdsForAWorkerWithLongLists() async throws {
        let site = try await site { snapshot in
            var inspection = snapshot.workers[0].inspection ?? WorkerInspection()
            inspection.registered = (0..<2_000).map { "shop.<type>.\($0)" + String(repeating: "&", count: 250) }
            snapshot.workers[0].inspection = inspection
        }
        let path = try #require(site.paths.first { $0.hasPrefix("workers/") && $0.hasSuffix(".html") })
        try expectLimit(site, path, saying: "Of each list the first ")
    }

    @Test func leavesNothingOutOfAnOrdinarySite() async throws {
        let site = try await SampleSite.standard
        for path in site.paths where path.hasSuffix(".html") || path.hasSuffix(".md") {
            #expect(try !site.text(path).contains("for want of room"), "\(path)")
        }
    }
}
