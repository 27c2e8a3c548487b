import Celery
import Testing

/// Counts that lead to the rows behind them; that they find these, `PageChecksTests` follows in a browser.
struct CountLinkTests {
    @Test func leadFromEachCellThatIsNotZero() async throws {
        let page = try await SampleSite.standard.text("index.html")
        let body = try #require(page.split(separator: "<table id=\"workers\"").last?.split(separator: "</table>").first)
        let row = try #require(body.split(separator: "<tr>").first { $0.contains(">celery@mail-1<") })
        for outcome in ["processed", "succeeded", "failed"] {
            #expect(row.contains("<a href=\"tasks.html#q=\(outcome)/celery@mail-1\">"), "\(outcome)")
        }
        #expect(!row.contains(">0</a>") && !row.contains(">—</a>"))
    }

    @Test func leadFromTheSumAndFromItsWords() async throws {
        let page = try await SampleSite.standard.text("index.html")
        #expect(page.contains("href=\"tasks.html#q=attempt:failed\""))
        for word in [
            "succeeded", "failed", "retried", "active", "received", "revoked", "rejected", "returned", "lost",
            "unaccounted",
        ] {
            #expect(page.contains("href=\"index.html#means-\(word)\""), "\(word)")
            #expect(page.ranges(of: "id=\"means-\(word)\"").count == 1, "\(word)")
        }
    }

    @Test func leadFromAWorkersPageToItsOwn() async throws {
        let page = try await SampleSite.standard.text("workers/celery@mail-1.html")
        #expect(page.contains("href=\"../tasks.html#q=failed/celery@mail-1\""))
        #expect(page.contains("href=\"../index.html#means-failed\""))
    }

    @Test func leadFromQueuesToWhatIsInThem() async throws {
        let page = try await SampleSite.standard.text("broker.html")
        let targets = page.split(separator: "href=\"broker.html#").dropFirst().compactMap {
            $0.split(separator: "\"").first
        }
        #expect(!targets.isEmpty)
        for target in targets { #expect(page.contains("id=\"\(target)\""), "\(target)") }
    }

    @Test func leadFromAGroupByItsIdentifier() async throws {
        let snapshot = SampleSnapshot(taskCount: 8).snapshot
        let page = try await SampleSite.standard.text("failures.html")
        for group in snapshot.failures { #expect(page.contains("tasks.html#q=failure:\(group.id)")) }
        // A snapshot of an older version names no groups.
        var old = snapshot
        for index in old.failures.indices { old.failures[index].id = "" }
        #expect(try await SampleSite(old).text("failures.html").contains("tasks.html#q=name:=shop.orders.charge"))
    }

    @Test func leadNowhereWhereArgumentsAreLeftOut() async throws {
        var snapshot = SampleSnapshot(taskCount: 8).snapshot
        #expect(try await SampleSite(snapshot).text("monitor.html").contains("%20group:=acme"))
        snapshot.redactions.omitted = ["args", "kwargs"]
        #expect(try await !SampleSite(snapshot).text("monitor.html").contains("group:="))
    }

    /// Names are cut in cells, and searched as they stand there.
    @Test func findNamesOfAnyLength() async throws {
        var snapshot = SampleSnapshot(taskCount: 3).snapshot
        let name = String(repeating: "ä/ \"&", count: 40)
        snapshot.workers[0].name = WorkerName(name)
        snapshot.tasks[0].attempts[0].worker = WorkerName(name)
        let site = try await SampleSite(snapshot)
        #expect(try site.text("index.html").contains("tasks.html#q=attempt:%22processed/%C3%A4/%20%5C%22%26"))
        #expect(try site.text("data/tasks-0001.js").contains("/ä/ \\\"\\u0026ä"))
    }
}
