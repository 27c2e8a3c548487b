import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `--deadline` bounds a run, whatever hangs.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 10))
    struct DeadlineTests {
        @Test(arguments: ["redis", "rediss", "amqp", "amqps", "sentinel"])
        func endsThoughTheBrokerSaysNothing(_ scheme: String) async throws {
            try await FakeServer.with(.silent) { server in
                try await expectTheEnd(try Herbarium.start(arguments("\(scheme)://localhost:\(server.port)")))
            }
        }

        /// A search for a name that no server of names answers, in a network of its own.
        @Test func endsThoughNobodyKnowsTheHost() async throws {
            let script = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../Support/without-names").standardizedFileURL.path()
            try await expectTheEnd(
                try RunningProcess(
                    script, [try #require(Herbarium.path)] + arguments("redis://nowhere.example/0"),
                    environment: ["HERBARIUM_NO_HISTORY": "true", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]))
        }

        /// Whoever keeps the results takes nothing from what the broker and its workers tell.
        @Test func goesOnThoughTheResultsAreSilent() async throws {
            let cluster = try await Cluster.quiet
            try await FakeServer.with(.silent) { server in
                let options = ["--deadline", "4s", "--listen", "1s"]
                let results = ["--result-backend", "redis://localhost:\(server.port)/1"]
                let broker = ["--broker", cluster.addresses.broker]
                let run = try await Herbarium.run(["capture", "--to", "-"] + broker + options + results)
                #expect(run.status == 2 && run.complaints.count == 1, "\(run.errors)")
                // Else the source would have given up by itself, and said so.
                #expect(run.errors.contains("results: no answer before the run's deadline"), "\(run.errors)")
                let snapshot = try SnapshotFile.read(run.output)
                #expect(snapshot.sources.map(\.status) == ["ok", "ok", "ok", "failed"])
                #expect(snapshot.workers.count == 2)
            }
        }

        private func arguments(_ broker: String) -> [String] {
            ["capture", "--to", "-", "--deadline", "2s", "--broker", broker]
        }

        private func expectTheEnd(_ process: RunningProcess) async throws {
            let run = try await process.outcome()
            #expect(run.status == 1 && run.complaints.count == 1, "\(run.errors)")
            // Else the broker would have been given up, and that been said.
            #expect(run.errors.contains("no answer before the run's deadline"), "\(run.errors)")
        }
    }
}
