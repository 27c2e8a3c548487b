import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What is kept of earlier runs.
    @Suite(.timeLimit(.minutes(60)), .load(2, about: 30))
    struct ArchiveTests {
        /// Few tasks: what is kept of a page doesn't depend on how many are on it.
        private static let snapshot = Task { try await PageCheck.site("smaller", tasks: 60).data("snapshot.json") }

        @Test func showsTheSameTaskAfterTenMoreRuns() async throws {
            let (snapshot, folder) = (try await Self.snapshot.value, try TemporaryFolder())
            let link = try await publish(snapshot, run: 0, folder)
            let page = try String(contentsOfFile: folder("site/\(link)"), encoding: .utf8)
            #expect(page.contains("<title>"))
            for run in 1...10 { _ = try await publish(snapshot, run: run, folder, "--archive", "11") }
            #expect(try String(contentsOfFile: folder("site/\(link)"), encoding: .utf8) == page)
            let list = try String(contentsOfFile: folder("site/archive.html"), encoding: .utf8)
            #expect(list.contains(link.replacing("tasks.html", with: "index.html")))
            #expect(list.matches(of: #/<tr><th scope="row">/#).count == 11)

            _ = try await publish(snapshot, run: 11, folder, "--archive", "11")
            #expect(!FileManager.default.fileExists(atPath: folder("site/\(link)")))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder("site/archive")).count == 11)
        }

        @Test func leadsFromATicketIntoTheArchive() async throws {
            let (snapshot, folder) = (try await Self.snapshot.value, try TemporaryFolder())
            let address = "https://ci.example.org/~celery/"
            _ = try await publish(snapshot, run: 3, folder, "--site-url", String(address.dropLast()))
            let report = try String(contentsOfFile: folder("site/report.md"), encoding: .utf8)
            let links = report.matches(of: #/\]\(([^)]*)\)/#).map { String($0.output.1) }
            #expect(links.count > 3)
            for link in links {
                try #require(link.hasPrefix(address), "\(link)")
                let parts = link.dropFirst(address.count).split(separator: "#")
                let page = try String(contentsOfFile: folder("site/\(parts[0])"), encoding: .utf8)
                // A search is for the script of the page whose table it searches.
                for anchor in parts.dropFirst() {
                    let target = anchor.hasPrefix("q=") ? "id=\"tasks\"" : "id=\"\(anchor)\""
                    #expect(page.contains(target), "\(link)")
                }
            }
            #expect(links.contains { $0.contains("/tasks.html#") })
        }

        @Test func keepsFewerTasksOfADatedSite() async throws {
            let (snapshot, folder) = (try await Self.snapshot.value, try TemporaryFolder())
            let link = try await publish(snapshot, run: 0, folder, "--archive-tasks", "10")
            func tasks(_ path: String) throws -> [String] {
                let table = try String(contentsOfFile: folder("site/\(path)"), encoding: .utf8)
                return table.split(separator: "<tbody>").last.map { $0.matches(of: #/<tr.*?href="([^"]*)"/#) }?
                    .map { String($0.output.1) } ?? []
            }
            #expect(try tasks("tasks.html").count == 60)
            let kept = try tasks(link)
            #expect(kept.count == 10)
            #expect(try Set(kept).isSubset(of: tasks("tasks.html")))
            let dated = link.replacing("tasks.html", with: "data/snapshot.json")
            #expect(try Data(contentsOf: URL(filePath: folder("site/\(dated)"))).count < snapshot.count)
            let link2 = try await publish(snapshot, run: 1, folder, "--archive-tasks", "10")
            #expect(try tasks(link) == kept && tasks(link2) == kept)
        }

        /// Publishes the snapshot as if it was captured so many days later; returns where its tasks stay.
        private func publish(
            _ snapshot: Data, run: Int, _ folder: TemporaryFolder, _ options: String...
        ) async throws -> String {
            let capture = String(format: "2026-12-%02dT00:00:00.000001Z", run + 1)
            let text = String(decoding: snapshot, as: UTF8.self).replacing(
                #/"captured_at":\s*"[^"]*"/#, with: "\"captured_at\":\"\(capture)\"")
            try Data(text.utf8).write(to: URL(filePath: folder("snapshot.json")))
            let outcome = try await Herbarium.run(
                ["render", folder("snapshot.json"), "--output", folder("site")] + options)
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
            return "archive/\(capture)/tasks.html"
        }
    }
}
