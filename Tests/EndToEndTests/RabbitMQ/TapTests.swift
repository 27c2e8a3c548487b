import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Events that are kept while nothing of ours runs.
    @Suite(.serialized, .timeLimit(.minutes(60)), .load(1, about: 75))
    struct TapTests {
        @Test func hasEveryEventOnceWhateverHappens() async throws {
            let options = ["--broker", "rabbitmq", "--scenario", "small", "--virtual-host", "a/b"]
            try await Cluster.with(options + ["--results", "none"]) { cluster in
                try await checkRestart(cluster)
                try await checkOverflow(cluster)
                try await checkKills(cluster)
            }
        }

        /// The server is started again between what was sent and what is read.
        private func checkRestart(_ cluster: Cluster) async throws {
            let tap = try await Tap("kept", cluster)
            for round in 1...2 {
                try await cluster.tell("send", ["count": 20, "rare": false])
                try await cluster.tell("settle")
                if round == 1 { try await cluster.tell("restart-broker") }
            }
            let snapshot = try await tap.report()
            let truth = try await cluster.tell("truth", as: GroundTruth.self)
            #expect(Set(snapshot.tasks.map(\.uuid)) == Set(truth.tasks.keys))
            for task in snapshot.tasks {
                #expect(task.state == truth.tasks[task.uuid]?.state, "\(task.uuid)")
                let columns = truth.tasks[task.uuid]?.attempts.map(\.column)
                #expect(task.attempts.map(\.outcome) == columns, "\(task.uuid)")
            }
            #expect(snapshot.totals.sum == snapshot.totals.processed)
            // A second run takes what came since, and counts nothing again.
            let again = try await tap.report()
            #expect(again.totals.filled == snapshot.totals.filled)
            try await tap.remove()
        }

        /// More came than the tap keeps: what is left is taken, and the gap before it is told.
        private func checkOverflow(_ cluster: Cluster) async throws {
            let tap = try await Tap("small", cluster, options: ["--max-length", "20"])
            let first = try await tap.report().coverage
            #expect(first.watched.count == 1, "\(first)")
            try await cluster.tell("send", ["count": 60, "rare": false])
            try await cluster.tell("settle")
            let run = try await tap.start().outcome()
            #expect(run.status == 0 && run.complaints.count == 1, "\(run.errors)")
            #expect(run.errors.contains("with 20 messages it was full, and older events may be lost"), "\(run.errors)")
            let coverage = try tap.snapshot().coverage
            #expect(coverage.watched.count == 2, "\(coverage)")
            try await tap.remove()
        }

        /// Runs are killed ten times as soon as they have stored a batch, every other time before it can be
        /// acknowledged.
        private func checkKills(_ cluster: Cluster) async throws {
            let tap = try await Tap("killed", cluster)
            try await cluster.tell("publish-events", ["tasks": 20_000])
            for round in 1...10 {
                let stored = tap.lastCommit
                let run = try tap.start()
                while run.isRunning, tap.lastCommit == stored { try await Task.sleep(for: .milliseconds(1)) }
                try await Task.sleep(for: .milliseconds(round % 2 == 0 ? 0 : 30))
                run.send(SIGKILL)
                #expect(try await run.outcome().status == 128 + SIGKILL, "it had ended by itself")
            }
            // What the last of them held comes back once the server has noticed its end, which may be behind a report's.
            try await eventually { try await tap.report().totals["succeeded"] == 20_000 }
            let snapshot = try await tap.report()
            let scripted = try #require(snapshot.workers.first { $0.name == "celery@scripted" })
            #expect(scripted.counts["succeeded"] == 20_000)
            #expect(scripted.counts.processed == 20_000)
            #expect(snapshot.taskByUUID["task-19999"]?.attempts.map(\.outcome) == ["succeeded"])
            try await tap.remove()
        }
    }
}

/// A tap, the history that it is emptied into, and whoever may do that.
private final class Tap: Sendable {
    private let name: String
    private let broker: String
    private let management: [String]
    private let folder: TemporaryFolder

    /// Makes one.
    init(_ name: String, _ cluster: Cluster, options: [String] = []) async throws {
        self.name = name
        broker = try await LeastUser.broker(of: cluster, tap: name)
        management = LeastUser.options(of: cluster)
        folder = try TemporaryFolder()
        let run = try await Herbarium.run(["tap", "add", name, "--broker", broker] + options)
        #expect(run.status == 0, "\(run.errors)")
    }

    /// Takes it away.
    func remove() async throws {
        let run = try await Herbarium.run(["tap", "remove", name, "--force", "--broker", broker] + management)
        #expect(run.status == 0, "\(run.errors)")
    }

    /// Starts a report that empties it.
    func start() throws -> RunningProcess {
        try Herbarium.start(
            [
                "report", "--event-queue", name, "--broker", broker, "--history", folder("history.sqlite"), "--output",
                folder("site"), "--inspect-timeout", "2s",
            ] + management, environment: ["HERBARIUM_NO_HISTORY": ""])
    }

    /// Empties it.
    func report() async throws -> SnapshotFile {
        let run = try await start().outcome()
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        return try snapshot()
    }

    /// What the last report made of it.
    func snapshot() throws -> SnapshotFile { try SnapshotFile.read(folder.data("site/data/snapshot.json")) }

    /// When the history was last written to.
    var lastCommit: Date? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder("history.sqlite-wal"))
        return attributes?[.modificationDate] as? Date
    }
}
