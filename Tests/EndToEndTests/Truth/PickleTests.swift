import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Workers that speak pickle, which is not read: whoever writes it could run anything here.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 25))
    struct PickleTests {
        private struct Log: Decodable, Sendable { let lines: [String] }

        /// `task_serializer='pickle'`: they answer in pickle, too.
        @Test(arguments: ["redis", "rabbitmq"])
        func countsAnswersInPickleAsAnswers(broker: String) async throws {
            let options = ["--broker", broker, "--scenario", "pair", "--results", "none", "--serializer", "pickle"]
            try await Cluster.with(options) { cluster in
                try await cluster.tell("send", ["count": 10, "rare": false])
                let (outcome, snapshot) = try await capture(cluster)
                // All that were asked answered; what they said is what isn't known.
                #expect(outcome.status == 0 && outcome.errors.contains("inspect"), "\(outcome.errors)")
                #expect(snapshot.status(of: "inspect") == "partial")
                #expect(!outcome.errors.contains("did not answer") && !outcome.errors.contains("--inspect-timeout"))
                #expect(snapshot.workers.map(\.status) == ["online", "online"])
                #expect(
                    snapshot.findings.filter { $0.code == "inspection_unreadable" }.map(\.message) == [
                        "2 workers answered the inspection in a form that can't be read, so that what they execute isn't known"
                    ])
                #expect(!snapshot.findings.contains { $0.code == "worker_silent_to_inspection" })
                #expect(try await cluster.tell("worker-log", as: Log.self).lines.allSatisfy { !$0.contains("pidbox") })
            }
        }

        /// Tasks in pickle with arguments that JSON can't hold, at workers that answer in JSON.
        @Test(arguments: ["5.3.6", "5.7.0"])
        func tellsWhatIsExecutedThoughItsArgumentsCannotBeWritten(version: String) async throws {
            let options = ["--scenario", "pair", "--results", "none", "--accepts-pickle", "--version", version]
            try await Cluster.with(options) { cluster in
                let before = try await cluster.tell("worker-log", as: Log.self).lines
                try await cluster.tell("send-pickled")
                try await eventually {
                    let (outcome, snapshot) = try await capture(cluster)
                    #expect(outcome.status == 0, "\(outcome.errors)")
                    return snapshot.tasks.count { $0.state == "STARTED" } == 2
                }
                // All of them answer still.
                let (outcome, snapshot) = try await capture(cluster)
                #expect(outcome.status == 0 && snapshot.status(of: "inspect") == "ok", "\(outcome.errors)")
                #expect(snapshot.workers.map(\.status) == ["online", "online"])
                #expect(try await cluster.tell("worker-log", as: Log.self).lines == before)
            }
        }

        private func capture(_ cluster: Cluster) async throws -> (ProcessOutcome, SnapshotFile) {
            let management = cluster.addresses.management.map { ["--management", $0] } ?? []
            let outcome = try await Herbarium.run(
                ["capture", "--to", "-", "--broker", cluster.addresses.broker, "--listen", "3s"] + management)
            return (outcome, try SnapshotFile.read(outcome.output))
        }
    }
}
