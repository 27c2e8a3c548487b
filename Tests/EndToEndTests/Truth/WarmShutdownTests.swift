import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Workers that are asked to leave while they work.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 25))
    struct WarmShutdownTests {
        @Test func endsWhatHadBegunAndReturnsWhatWasFetched() async throws {
            let folder = try TemporaryFolder()
            let history = ["--history", folder("history.sqlite")]
            let keeping = ["HERBARIUM_NO_HISTORY": ""]
            let recorded = try await Cluster.with(["--scenario", "small", "--results", "none"]) { cluster in
                let recorder = try Herbarium.start(
                    ["record", "--broker", cluster.addresses.broker, "--to", folder("events.ndjson")] + history,
                    environment: keeping)
                try await cluster.tell("await-listener")
                try await cluster.tell("send", ["count": 60, "rare": false])
                try await cluster.tell("await-begun", ["count": 5])
                try await cluster.tell("stop-workers", ["patience": 120])
                // Events overtake nothing, but the recorder may be a moment behind the workers.
                try await eventually {
                    let said = String(decoding: try folder.data("events.ndjson"), as: UTF8.self)
                    let begun = said.matches(of: /"task-started"/).count
                    let ended = said.matches(of: /"task-(succeeded|failed|retried)"/).count
                    return said.matches(of: /"worker-offline"/).count == 2 && begun == ended
                }
                recorder.send(SIGTERM)
                return try await recorder.outcome()
            }
            #expect(recorded.status == 0, "\(recorded.errors)")
            let report = try await Herbarium.run(
                ["report", "--offline", "--output", folder("site")] + history, environment: keeping)
            #expect(report.status == 0, "\(report.errors)")
            let snapshot = try SnapshotFile.read(folder.data("site/data/snapshot.json"))
            #expect(snapshot.workers.count == 2)
            for worker in snapshot.workers {
                #expect(worker.status == "offline", "\(worker.name)")
                #expect(worker.counts.sum == worker.counts.processed, "\(worker.name)")
                for column in ["active", "received", "lost"] { #expect(worker.counts[column] == 0, "\(column)") }
            }
            #expect(try #require(snapshot.totals["returned"]) > 0)
        }
    }
}
