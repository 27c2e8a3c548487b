import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What breaks while it is looked at.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 25))
    struct BreakdownTests {
        @Test func publishesWhatItHasWhenTheBrokerDies() async throws {
            try await Cluster.with(["--scenario", "small"]) { cluster in
                let folder = try TemporaryFolder()
                let report = try await start(cluster, folder, listening: 200)
                try await cluster.tell("send", ["count": 30, "rare": false])
                try await cluster.tell("settle")
                try await cluster.tell("kill-broker")
                let outcome = try await report.outcome()
                #expect(outcome.status == 2 && outcome.output.isEmpty)
                #expect(outcome.complaints.allSatisfy { $0.hasPrefix("warning: ") } && !outcome.complaints.isEmpty)
                let snapshot = try #require(try Site(folder("site")).snapshot())
                #expect(snapshot.status(of: "events") == "failed" && snapshot.findingCodes.contains("source_failed"))
                #expect(!snapshot.tasks.isEmpty)
            }
        }

        @Test func endsThoughTheBrokerHangs() async throws {
            try await Cluster.with(["--scenario", "small"]) { cluster in
                let folder = try TemporaryFolder()
                let report = try await start(cluster, folder, "--deadline", "32s")
                try await cluster.tell("pause-broker")
                let outcome = try await report.outcome()
                #expect(outcome.status == 2, "\(outcome.errors)")
                #expect(try Site(folder("site")).snapshot()?.status(of: "queues") == "failed")

                let later = try await Herbarium.run(
                    ["report", "--output", folder("other"), "--deadline", "5s"] + [
                        "--broker", cluster.addresses.broker,
                    ])
                #expect(later.status == 1 && later.complaints.count == 1, "\(later.errors)")
                #expect(try Site(folder("other")).files.isEmpty)
                try await cluster.tell("resume-broker")
            }
        }

        @Test func noticesThatAllWorkersAreGone() async throws {
            try await Cluster.with(["--scenario", "small"]) { cluster in
                let folder = try TemporaryFolder()
                let report = try await start(cluster, folder, listening: 14, "--offline-after", "2s")
                // Whoever was never heard to send a heartbeat isn't silent: each of them sends two.
                try await cluster.tell("settle")
                try await cluster.tell("send", ["count": 20, "rare": false])
                for worker in cluster.addresses.workers { try await cluster.tell("kill-worker", ["worker": worker]) }
                let outcome = try await report.outcome()
                #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
                let snapshot = try #require(try Site(folder("site")).snapshot())
                #expect(snapshot.workers.map(\.status) == ["offline", "offline"])
                #expect(snapshot.findingCodes.contains("no_workers"))
                #expect(snapshot.totals["active"] == 0 && snapshot.totals.sum == snapshot.totals.processed)
            }
        }

        @Test func saysThatADatabaseIsNotCelerys() async throws {
            let folder = try TemporaryFolder()
            let broker = try await Cluster.quiet.addresses.broker.replacing(#/0$/#, with: "9")
            let run = try await Herbarium.run(
                ["report", "--broker", broker, "--listen", "1s", "--output", folder("site")])
            #expect(run.complaints.count == 1 && run.errors.contains("no sign of Celery"), "\(run.errors)")
            #expect(run.status == 0)
            let snapshot = try #require(try Site(folder("site")).snapshot())
            #expect(
                snapshot.workers.isEmpty && snapshot.queues.isEmpty && snapshot.findingCodes.contains("no_workers"))
        }

        private func start(
            _ cluster: Cluster, _ folder: TemporaryFolder, listening seconds: Int = 8, _ options: String...
        ) async throws -> RunningProcess {
            let report = try Herbarium.start(
                ["report", "--broker", cluster.addresses.broker, "--listen", "\(seconds)s", "--output"]
                    + [folder("site")] + options)
            try await cluster.tell("await-listener")
            return report
        }
    }
}
