import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What is told of real clusters against what others know of them: `Tests/Support/check-truth`.
    @Suite(.timeLimit(.minutes(60)))
    struct IndependentTruthTests {
        /// A minute of Celery's own integration tests, recorded, with a witness of the raw events beside it.
        @Test(.load(1, about: 70), arguments: ["redis", "rabbitmq"])
        func tellsOfCelerysOwnTestsWhatAWitnessSaw(broker: String) async throws {
            let check = try await Self.check(["suite", "--broker", broker, "--short", "--linger", "5"])
            #expect(check.status == 0, "\(String(decoding: check.output, as: UTF8.self)) \(check.errors)")
        }

        /// Reported every ten seconds, with and without a recorder beside it: no false warning, no task that goes back,
        /// sums that close, and counts that never fall; as often as `HEALTHY_RUNS` says, each with a cluster and a chance
        /// of its own.
        @Test(.load(2, about: 60), arguments: ["redis", "rabbitmq"])
        func isSteadyWhileAHealthyClusterWorks(broker: String) async throws {
            for run in 1...runs {
                let check = try await Self.check(
                    ["busy", "--broker", broker, "--minutes", "0.7", "--seed", "\(run)"])
                let said = "\(String(decoding: check.output, as: UTF8.self)) \(check.errors)"
                #expect(check.status == 0, "run \(run): \(said)")
                if runs > 1 { print("healthy: \(broker), run \(run): \(said)") }
            }
        }

        private let runs = max(1, ProcessInfo.processInfo.environment["HEALTHY_RUNS"].flatMap { Int($0) } ?? 1)

        private static func check(_ options: [String]) async throws -> ProcessOutcome {
            let script = URL(filePath: #filePath).appending(path: "../../../Support/check-truth").standardizedFileURL
            let program = try #require(Herbarium.path)
            return try await RunningProcess(
                script.path(), [options[0], program] + options.dropFirst(),
                environment: ["PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]
            ).outcome()
        }
    }
}
