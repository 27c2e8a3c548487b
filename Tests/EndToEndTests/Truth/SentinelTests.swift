import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A Redis whose master is known to Sentinels alone.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 50))
    struct SentinelTests {
        @Test func findsTheMasterAndFollowsAFailOver() async throws {
            try await Cluster.with(["--broker", "sentinel", "--scenario", "small"]) { cluster in
                let folder = try TemporaryFolder()
                try Data("hush hush\n".utf8).write(to: URL(filePath: folder("password")))
                let asking = ["--sentinel-master", "lab-master", "--sentinel-password-file", folder("password")]
                try await cluster.tell("send", ["count": 10, "rare": false])
                try await cluster.tell("settle")
                try await checkWholeRuns(cluster, asking)
                try await checkRefusals(cluster, folder("password"))
                try await checkFailOver(cluster, asking)
            }
        }

        /// Until kombu 5.4, channels had a placeholder in their names.
        @Test func hearsWorkersOfAnOlderKombu() async throws {
            let options = ["--broker", "sentinel", "--scenario", "small", "--version", "5.3.6", "--results", "none"]
            try await Cluster.with(options) { cluster in
                let folder = try TemporaryFolder()
                try Data("hush hush".utf8).write(to: URL(filePath: folder("password")))
                let run = try await capture(
                    cluster.addresses.broker, ["--sentinel-password-file", folder("password"), "--listen", "3s"])
                #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
                let snapshot = try SnapshotFile.read(run.output)
                #expect(snapshot.workers.map(\.status) == ["online", "online"])
                #expect(snapshot.sources.first { $0.name == "inspect" }?.detail == "2 of 2 workers answered")
                #expect(snapshot.sources.first { $0.name == "events" }?.detail.hasPrefix("0 ") == false)
            }
        }

        private func checkWholeRuns(_ cluster: Cluster, _ asking: [String]) async throws {
            let before = try await cluster.contents()
            #expect(!before.isEmpty)
            for broker in [cluster.addresses.broker, "sentinel://127.0.0.1:1/0;\(cluster.addresses.broker)"] {
                let run = try await capture(broker, asking + ["--listen", "1s", "--enable-events"])
                #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
                let snapshot = try SnapshotFile.read(run.output)
                #expect(snapshot.workers.count == 2 && snapshot.queues.contains { $0.name == "work" })
                #expect(snapshot.sources.map(\.status) == ["ok", "ok", "ok", "skipped"])
                #expect(snapshot.broker.url.hasPrefix("sentinel://127.0.0.1:"))
                #expect(snapshot.broker.server?.hasPrefix("Redis ") == true)
                let text = String(decoding: run.output, as: UTF8.self)
                #expect(!text.contains("w%40rd") && !text.contains("hush"))
            }
            #expect(try await cluster.contents() == before)
        }

        private func checkRefusals(_ cluster: Cluster, _ password: String) async throws {
            let folder = try TemporaryFolder()
            try Data("hunter2".utf8).write(to: URL(filePath: folder("wrong")))
            let broker = cluster.addresses.broker
            let stranger = broker.replacing(#/:[^:@/]*@/#, with: ":hunter2@")
            for (broker, options, reason) in [
                (
                    broker, ["--sentinel-master", "other", "--sentinel-password-file", password],
                    "no master named 'other'"
                ),
                (broker, [], "asks for a password"),
                (broker, ["--sentinel-password-file", folder("wrong")], "refuses the user name or the password"),
                (stranger, ["--sentinel-password-file", password], "refuses the user name or the password"),
                ("sentinel://127.0.0.1:1", [], "cannot connect to 'sentinel://127.0.0.1:1'"),
            ] as [(String, [String], String)] {
                let run = try await capture(broker, options)
                #expect(run.status == 1 && run.complaints.count == 1 && run.errors.contains(reason), "\(run.errors)")
                #expect(!run.errors.contains("hunter2"))
            }
        }

        /// A run that is under way tells what broke, and goes on at the new master; the next finds all as it was.
        private func checkFailOver(_ cluster: Cluster, _ asking: [String]) async throws {
            let listener = try Herbarium.start(
                ["capture", "--to", "-", "--broker", cluster.addresses.broker, "--listen", "60s"] + asking)
            try await cluster.tell("await-listener")
            try await cluster.tell("fail-over")
            let broken = try await listener.outcome()
            #expect(broken.status == 2 && broken.errors.contains("events: "), "\(broken.errors)")

            try await cluster.tell("send", ["count": 10, "rare": false])
            try await cluster.tell("settle")
            let run = try await capture(cluster.addresses.broker, asking + ["--listen", "3s"])
            #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
            #expect(try SnapshotFile.read(run.output).workers.map(\.status) == ["online", "online"])
        }

        private func capture(_ broker: String, _ options: [String]) async throws -> ProcessOutcome {
            try await Herbarium.run(["capture", "--to", "-", "--broker", broker, "--listen", "1s"] + options)
        }
    }
}
