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
    }
}
