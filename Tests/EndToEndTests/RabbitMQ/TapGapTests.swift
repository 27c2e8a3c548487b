import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A tap that was gone for a while has not kept what was sent meanwhile.
    @Suite(.serialized, .timeLimit(.minutes(60)))
    struct TapGapTests {
        @Test func tellsThatItWasMadeAnew() async throws {
            let options = ["--broker", "rabbitmq", "--scenario", "small", "--results", "none"]
            try await Cluster.with(options) { cluster in
                let folder = try TemporaryFolder()
                let broker = ["--broker", try await LeastUser.broker(of: cluster, tap: "kept")]
                try await run(["tap", "add", "kept"] + broker)
                // A heartbeat of a worker's comes every two seconds, and two of them may lack.
                for expected in [1, 1, 2] {
                    if expected == 2 {
                        try await run(["tap", "remove", "kept", "--force"] + broker)
                        try await Task.sleep(for: .seconds(7))
                        try await run(["tap", "add", "kept"] + broker)
                    }
                    try await Task.sleep(for: .seconds(3))
                    try await run(
                        ["report", "--event-queue", "kept", "--output", folder("site")] + broker
                            + ["--history", folder("history.sqlite")] + LeastUser.options(of: cluster))
                    let snapshot = try #require(try Site(folder("site")).snapshot())
                    #expect(snapshot.coverage.watched.count == expected, "\(snapshot.coverage.watched)")
                }
            }
        }

        private func run(_ arguments: [String]) async throws {
            let run = try await Herbarium.run(arguments, environment: ["HERBARIUM_NO_HISTORY": ""])
            #expect(run.status == 0, "\(arguments): \(run.errors)")
        }
    }
}
