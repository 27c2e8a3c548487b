import Foundation
import Testing

extension EndToEnd {
    /// `--deadline` bounds a run, whatever hangs.
    @Suite(.timeLimit(.minutes(2)))
    struct DeadlineTests {
        @Test(arguments: ["redis", "rediss", "amqp", "amqps", "sentinel"])
        func endsThoughTheBrokerSaysNothing(_ scheme: String) async throws {
            let server = try SilentServer()
            try await expectTheEnd(
                try Herbarium.start(arguments("\(scheme)://localhost:\(server.port)"))
            )
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

        private func arguments(_ broker: String) -> [String] {
            ["capture", "--to", "-", "--deadline", "2s", "--broker", broker]
        }

        private func expectTheEnd(_ process: RunningProcess) async throws {
            let run = try await process.outcome()
            #expect(run.status == 1 && run.complaints.count == 1, "\(run.errors)")
            #expect(run.errors.contains("no answer before the run's deadline"), "\(run.errors)")
            // Nobody would have given up before five.
            #expect(run.seconds < 4.5)
        }
    }
}
