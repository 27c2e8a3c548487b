import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A broker with much in it; `make bench` says how long that takes.
    @Suite(.timeLimit(.minutes(60)), .load(2, about: 35))
    struct LargeBrokerTests {
        @Test func looksPastAMillionKeys() async throws {
            try await Cluster.with(["--scenario", "busy", "--results", "none"]) { cluster in
                try await cluster.tell("pile", ["count": 5000])
                try await cluster.tell("leave-dead-worker", ["worker": "celery@long-gone"])
                try await check(cluster)
                try await cluster.tell("fill", ["keys": 1_000_000])
                try await check(cluster)
            }
        }

        /// A small crowd of what `Tests/Benchmarks` measures with a large one.
        @Test func seesEveryoneOfACrowd() async throws {
            try await Cluster.with(["--scenario", "empty", "--results", "none"]) { cluster in
                try await cluster.tell("stock", ["queues": 60, "messages": 6000])
                try await cluster.tell("fill", ["keys": 100_000])
                try await cluster.tell("crowd", ["workers": 30])
                let run = try await Herbarium.run([
                    "capture", "--to", "-", "--broker", cluster.addresses.broker, "--listen", "5s",
                ])
                // The search among so many keys may come to its end before they do.
                #expect(run.status == 0 && run.complaints.allSatisfy { $0.contains("cut short") }, "\(run.errors)")
                let snapshot = try SnapshotFile.read(run.output)
                #expect(snapshot.workers.count == 30 && snapshot.workers.allSatisfy { $0.status == "online" })
                #expect(snapshot.sources.first { $0.name == "inspect" }?.detail == "30 of 30 workers answered")
                #expect(snapshot.queues.count { $0.ready == 100 } == 60)
                #expect(snapshot.totals.sum == snapshot.totals.processed)
                #expect(try #require(snapshot.totals["succeeded"]) >= 60)
            }
        }

        private func check(_ cluster: Cluster) async throws {
            let folder = try TemporaryFolder()
            let run = try await Herbarium.run([
                "report", "--broker", cluster.addresses.broker, "--listen", "1s", "--output", folder("site"),
            ])
            #expect(run.status == 0, "\(run.errors)")
            let snapshot = try #require(try Site(folder("site")).snapshot())
            let pile = snapshot.queues.first { $0.name == "pile" }
            // The search among so many keys has to end within half a second: what it missed is told, not passed over.
            let isCutShort = snapshot.sources.contains { $0.name == "queues" && $0.detail.contains("cut short") }
            #expect(pile?.ready == 5000 || pile == nil && isCutShort)
            #expect(snapshot.workers.first { $0.name == "celery@long-gone" }?.status == "unknown")
            #expect(snapshot.workers.count { $0.status == "online" } == 5)
        }
    }
}
