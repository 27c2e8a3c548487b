import TestSupport
import Testing

extension EndToEnd {
    /// A RabbitMQ whose management API answers, and keeps no statistics.
    @Suite(.serialized, .timeLimit(.minutes(60)))
    struct StatisticsTests {
        @Test func countsQueuesThatTheServerDoesNotCount() async throws {
            let options = ["--broker", "rabbitmq", "--scenario", "small", "--no-statistics", "--results", "none"]
            try await Cluster.with(options) { cluster in
                try await cluster.tell("pile", ["count": 50])
                let broker = try await LeastUser.broker(of: cluster)
                let run = try await Herbarium.run(
                    ["capture", "--to", "-", "--broker", broker, "--listen", "1s"] + LeastUser.options(of: cluster))
                #expect(run.status == 0, "\(run.errors)")
                let snapshot = try SnapshotFile.read(run.output)
                let pile = try #require(snapshot.queues.first { $0.name == "pile" })
                #expect(pile.ready == 50 && pile.unacked == 0 && pile.consumers == 0)
                let work = try #require(snapshot.queues.first { $0.name == "work" })
                #expect(work.ready == 0 && work.consumers == 2)
                #expect(snapshot.status(of: "management") == "partial" && snapshot.status(of: "queues") == "ok")
                #expect(run.errors.contains("management_agent.disable_metrics_collector"), "\(run.errors)")
                // How much is in flight is known, so that nothing is withheld.
                #expect(snapshot.status(of: "inspect") == "ok", "\(run.errors)")
            }
        }
    }
}
