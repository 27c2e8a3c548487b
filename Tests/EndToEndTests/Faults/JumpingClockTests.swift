import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A time of day that jumps, between runs and in the midst of one.
    @Suite(.serialized, .timeLimit(.minutes(60)), .load(1, about: 45))
    struct JumpingClockTests {
        private static let day = 86_400

        @Test func neitherStopsARunNorSpoilsWhatIsKept() async throws {
            try await Cluster.with(["--scenario", "small", "--results", "none"]) { cluster in
                let folder = try TemporaryFolder()
                let clock = try await WrongClock(ahead: 0)
                // A day ahead in the midst of a run, back in the midst of the next, an hour behind, and right again.
                for (number, ahead) in [Self.day, 0, -3600, 0].enumerated() {
                    let run = try await run(cluster, folder, clock, jumpingTo: ahead)
                    #expect(run.status == 0, "\(number): \(run.errors)")
                    let snapshot = try #require(try Site(folder("site")).snapshot())
                    #expect(snapshot.status(of: "history") == "ok")
                    #expect(snapshot.workers.count == 2)
                    #expect(snapshot.totals.sum == snapshot.totals.processed)
                    for worker in snapshot.workers { #expect(worker.counts.sum == worker.counts.processed) }
                }
                let last = try #require(try Site(folder("site")).snapshot())
                #expect(last.workers.allSatisfy { $0.status == "online" })
                #expect(last.tasks.count >= 30)
            }
        }

        private func run(
            _ cluster: Cluster, _ folder: TemporaryFolder, _ clock: WrongClock, jumpingTo ahead: Int
        ) async throws -> ProcessOutcome {
            let report = try Herbarium.start(
                ["report", "--broker", cluster.addresses.broker, "--listen", "5s", "--output", folder("site")]
                    + ["--history", folder("history.sqlite"), "--since", "2d"],
                environment: try await clock.environment.merging(["HERBARIUM_NO_HISTORY": ""]) { $1 })
            try await cluster.tell("await-listener")
            try await cluster.tell("send", ["count": 15, "rare": false, "over": 2])
            try clock.set(ahead: ahead)
            try await cluster.tell("send", ["count": 15, "rare": false])
            return try await report.outcome()
        }
    }
}
