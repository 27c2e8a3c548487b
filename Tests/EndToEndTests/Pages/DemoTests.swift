import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The first command that anybody tries.
    @Suite(.serialized, .timeLimit(.minutes(60)), .load(2, about: 10))
    struct DemoTests {
        @Test func needsNothingAndTouchesNothingButItsOutput() async throws {
            let demo = try await DemoSite.shared
            #expect(demo.outcome.status == 0 && demo.outcome.output.isEmpty && demo.outcome.errors.isEmpty)
            let left = try FileManager.default.contentsOfDirectory(atPath: demo.folder.path)
            #expect(left.sorted() == ["home", "site", "temporary"])
            for name in ["home", "temporary"] {
                #expect(try FileManager.default.contentsOfDirectory(atPath: demo.folder(name)).isEmpty)
            }
        }

        @Test func showsClosingSums() async throws {
            let demo = try await DemoSite.shared
            let snapshot = try #require(try Site(demo.path).snapshot())
            #expect(snapshot.totals.sum == snapshot.totals.processed && snapshot.totals.processed ?? 0 > 1000)
            for worker in snapshot.workers where worker.counts.processed != nil {
                #expect(worker.counts.sum == worker.counts.processed, "\(worker.name)")
            }
        }

        /// What waits for its ETA is as much in every place that tells of it, though a worker fetched some of it again.
        @Test func tellsTheSameOfWhatWaitsForItsETAEverywhere() async throws {
            struct Told: Decodable {
                struct Row: Decodable {
                    let scheduled: Int?
                    let state, eta: String?
                    let count: Int?
                }
                let captured_at: String
                let totals: Row
                let workers, tasks, eta_backlog: [Row]
            }
            let demo = try await DemoSite.shared
            let told = try JSONDecoder().decode(
                Told.self, from: Data(contentsOf: URL(filePath: demo.path + "/data/snapshot.json")))
            let listed = told.tasks.filter { $0.state == "RECEIVED" && $0.eta ?? "" > told.captured_at }
            #expect(!listed.isEmpty && told.totals.scheduled == listed.count)
            #expect(told.workers.compactMap(\.scheduled).reduce(0, +) == listed.count)
            #expect(told.eta_backlog.compactMap(\.count).reduce(0, +) == listed.count)
        }
    }
}
