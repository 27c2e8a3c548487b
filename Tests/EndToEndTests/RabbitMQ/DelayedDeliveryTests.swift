import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Tasks whose ETA RabbitMQ itself waits for: they belong to the queue that they come to, each once.
    @Suite(.serialized, .timeLimit(.minutes(60)), .load(1, about: 40))
    struct DelayedDeliveryTests {
        private static let seconds = [20_000, 70_000, 200_000, 200_001]

        @Test func countsThemForTheirQueueByWhenTheyAreDue() async throws {
            let options = [
                "--broker", "rabbitmq", "--scenario", "small", "--queue-type", "quorum", "--version", "5.6.2",
            ]
            try await Cluster.with(options + ["--results", "none"]) { cluster in
                let folder = try TemporaryFolder()
                let record = ["--broker", cluster.addresses.broker, "--history", folder("history.sqlite")]
                let recorder = try Herbarium.start(["record"] + record, environment: ["HERBARIUM_NO_HISTORY": ""])
                try await cluster.tell("await-listener")
                try await cluster.tell("delay", ["seconds": Self.seconds])
                recorder.send(SIGTERM)
                #expect(try await recorder.outcome().status == 0)
                let management = cluster.addresses.management.map { ["--management", $0] } ?? []
                // Nobody told of these, so that their levels bound it: up to 2¹⁵, 2¹⁷ and 2¹⁸ s. The server counts now
                // and then.
                let alone = ["--broker", cluster.addresses.broker, "--no-history"]
                try await eventually {
                    try await report(alone + management, folder).backlog?.map(\.count) == [0, 0, 0, 0, 1, 3]
                }
                let known = try await report(record + management, folder)
                // Their senders told when they are due: two within a day, two later.
                #expect(known.backlog?.map(\.count) == [0, 0, 0, 0, 2, 2])
                #expect(known.queues.first { $0.name == "later" }?.delayed == 4)
                #expect(!known.findingCodes.contains("queue_without_consumer"))
                // Without the management API the levels are asked for by their names, and workers not for what they
                // hold.
                let counted = try await report(alone + ["--management", "http://127.0.0.1:1"], folder)
                #expect(counted.queues.first { $0.name == "celery_delayed" }?.ready == 4 && counted.backlog == nil)
            }
        }

        private func report(_ options: [String], _ folder: TemporaryFolder) async throws -> SnapshotFile {
            let run = try await Herbarium.run(
                ["report", "--listen", "3s", "--output", folder("site")] + options,
                environment: ["HERBARIUM_NO_HISTORY": ""])
            #expect(run.status != 1 && run.status != 64, "\(run.errors)")
            return try #require(try Site(folder("site")).snapshot())
        }
    }
}
