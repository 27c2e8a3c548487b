import Celery
import Report
import Site
import Testing

struct ComparePagesTests {
    private func site(_ change: (inout Snapshot) -> Void) async throws -> SampleSite {
        let snapshot = SampleSnapshot(taskCount: 8).snapshot
        var options = SiteOptions()
        var baseline = snapshot
        change(&baseline)
        options.baseline = baseline
        options.pageLimit = 120_000
        return try await SampleSite(snapshot, options: options)
    }

    @Test func areThereOnlyBesideAnotherSnapshot() async throws {
        let plain = try await SampleSite.standard
        #expect(!plain.paths.contains { $0.hasPrefix("compare") })
        #expect(!(try plain.text("index.html").contains("compare.html")))
        let compared = try await site { _ in }
        #expect(compared.paths.contains("compare.html") && compared.paths.contains("compare.md"))
        #expect(try compared.text("index.html").contains("href=\"compare.html\""))
        #expect(try compared.text("compare.html").contains("href=\"compare.html\" aria-current=\"page\""))
    }

    @Test(arguments: ["compare.html", "compare.md"])
    func sayThatNothingDiffers(page: String) async throws {
        #expect(try await site { _ in }.text(page).contains("Nothing differs."))
    }

    @Test(arguments: ["compare.html", "compare.md"])
    func listWhatDiffersWithBothCoveragesAndTheMethod(page: String) async throws {
        let text = try await site { baseline in
            baseline.taskTypes[0].counts[.failed] = 0
            baseline.coverage.watched = [baseline.coverage.span]
            baseline.failures.removeFirst()
        }.text(page)
        for words in ["failure share", "two-proportion z-test", "more than chance", "100 %", "83 %", "new"] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test(arguments: ["compare.html", "compare.md"])
    func stayWithinTheirLimit(page: String) async throws {
        let text = try await site { baseline in
            for number in 0..<20_000 {
                baseline.queues.append(QueueRow(name: "queue-\(number)", priorities: [:], waiting: nil))
            }
        }.text(page)
        #expect(text.utf8.count <= 120_000)
        #expect(text.contains("changes of 20,00"))
    }
}
