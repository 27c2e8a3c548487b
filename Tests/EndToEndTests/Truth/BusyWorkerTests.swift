import TestSupport
import Testing

extension EndToEnd {
    /// Workers that have been executing since before anybody looked, and can be asked nothing.
    @Suite(.timeLimit(.minutes(60)), .load(2, about: 60))
    struct BusyWorkerTests {
        private static let worker = "celery@prefork-1"

        @Test(arguments: [
            ["--broker", "redis"], ["--broker", "redis", "--no-control"],
            ["--broker", "redis", "--serializer", "pickle"], ["--broker", "rabbitmq", "--no-control"],
        ])
        func isNeverIdleOnlyBecauseItCannotBeAsked(options: [String]) async throws {
            try await Cluster.with(["--scenario", "single", "--results", "none"] + options) { cluster in
                // Two are executed and the others fetched.
                try await cluster.tell("occupy", ["worker": Self.worker, "count": 4])
                try await cluster.tell("await-begun", ["count": 2])
                try await cluster.tell("await-beats")
                for mode in [["--passive"], []] {
                    let snapshot = try await report(cluster, mode)
                    // RabbitMQ lets nobody listen who may write nothing.
                    let isHeard = cluster.addresses.management == nil || mode.isEmpty
                    #expect(snapshot.workers.map(\.name) == (isHeard ? [Self.worker] : []), "\(mode)")
                    for worker in snapshot.workers {
                        #expect(worker.status == "online" && worker.counts["active"] == 2, "\(mode)")
                        #expect(worker.counts.processed != 0 && worker.unseen != 0, "\(mode)")
                    }
                    #expect(snapshot.totals["active"] == (isHeard ? 2 : nil), "\(mode)")
                    #expect(snapshot.totals.processed != 0, "\(mode)")
                }
            }
        }

        /// What a report says of them, which must not look as if all were well.
        private func report(_ cluster: Cluster, _ mode: [String]) async throws -> SnapshotFile {
            let folder = try TemporaryFolder()
            let run = try await Herbarium.run(
                ["report", "--output", folder("site"), "--broker", cluster.addresses.broker, "--listen", "5s"]
                    + LeastUser.options(of: cluster) + mode)
            #expect([0, 2].contains(run.status), "\(run.errors)")
            let site = try Site(folder("site"))
            let text = String(decoding: try #require(site.contents["index.md"]), as: UTF8.self)
            let snapshot = try #require(try site.snapshot())
            // Only a worker that was asked tells what it has fetched.
            let isKnown = !snapshot.workers.isEmpty && snapshot.workers.allSatisfy { $0.counts["received"] == 2 }
            #expect(!text.contains("needs attention.") || isKnown, "\(mode): \(text)")
            return snapshot
        }
    }
}
