import Foundation
import Testing

extension EndToEnd {
    /// Events that are kept while nothing of ours runs.
    @Suite(.serialized, .timeLimit(.minutes(4)))
    struct TapTests {
        private let keeping = ["HERBARIUM_NO_HISTORY": ""]

        @Test func hasEveryEventOnceWhateverHappens() async throws {
            let options = ["--broker", "rabbitmq", "--scenario", "small", "--virtual-host", "a/b"]
            try await Cluster.with(options + ["--results", "none"]) { cluster in
                try await checkRestart(cluster)
                try await checkKills(cluster)
            }
        }

        /// The server is started again between what was sent and what is read.
        private func checkRestart(_ cluster: Cluster) async throws {
            let folder = try TemporaryFolder()
            try await tap("add", "kept", cluster)
            for round in 1...2 {
                try await cluster.tell("send", ["count": 20, "rare": false])
                try await cluster.tell("settle")
                if round == 1 { try await cluster.tell("restart-broker") }
            }
            // The last events of a worker come up to a second late.
            try await Task.sleep(for: .seconds(2))
            let snapshot = try await report("kept", cluster, folder)
            let truth = try await cluster.tell("truth", as: Truth.self)
            #expect(Set(snapshot.tasks.map(\.uuid)) == Set(truth.tasks.keys))
            for task in snapshot.tasks {
                #expect(task.state == truth.tasks[task.uuid]?.state, "\(task.uuid)")
                let columns = truth.tasks[task.uuid]?.attempts.map(\.column)
                #expect(task.attempts.map(\.outcome) == columns, "\(task.uuid)")
            }
            #expect(snapshot.totals.sum == snapshot.totals.processed)
            // A second run takes what came since, and counts nothing again.
            let again = try await report("kept", cluster, folder)
            #expect(again.totals.filled == snapshot.totals.filled)
            try await tap("remove", "kept", cluster)
        }

        /// Runs are killed at any moment, ten times, until one goes through.
        private func checkKills(_ cluster: Cluster) async throws {
            let folder = try TemporaryFolder()
            try await tap("add", "killed", cluster)
            try await cluster.tell("publish-events", ["tasks": 12_000])
            for round in 1...10 {
                let run = try start("killed", cluster, folder)
                try await Task.sleep(for: .milliseconds(150 * round))
                run.send(SIGKILL)
                _ = try await run.outcome()
            }
            let snapshot = try await report("killed", cluster, folder)
            let scripted = try #require(snapshot.workers.first { $0.name == "celery@scripted" })
            #expect(scripted.counts["succeeded"] == 12_000)
            #expect(scripted.counts.processed == 12_000)
            #expect(snapshot.taskByUUID["task-11999"]?.attempts.map(\.outcome) == ["succeeded"])
            try await tap("remove", "killed", cluster)
        }

        private func tap(_ order: String, _ name: String, _ cluster: Cluster) async throws {
            let run = try await Herbarium.run(["tap", order, name, "--broker", cluster.addresses.broker])
            #expect(run.status == 0, "\(run.errors)")
        }

        private func start(_ tap: String, _ cluster: Cluster, _ folder: TemporaryFolder) throws -> RunningProcess {
            try Herbarium.start(
                [
                    "report", "--event-queue", tap, "--broker", cluster.addresses.broker, "--history",
                    folder("history.sqlite"), "--output", folder("site"), "--inspect-timeout", "2s",
                ] + LeastUser.options(of: cluster), environment: keeping)
        }

        private func report(
            _ tap: String, _ cluster: Cluster, _ folder: TemporaryFolder
        ) async throws -> SnapshotFile {
            let run = try await start(tap, cluster, folder).outcome()
            #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
            return try SnapshotFile.read(folder.data("site/data/snapshot.json"))
        }
    }
}
