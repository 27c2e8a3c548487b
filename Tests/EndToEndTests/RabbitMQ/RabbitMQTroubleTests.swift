import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A RabbitMQ that doesn't do what it is asked to, and says why.
    @Suite(.serialized, .timeLimit(.minutes(60)), .load(1, about: 85))
    struct RabbitMQTroubleTests {
        @Test func tellsTroubleAsWhatItIs() async throws {
            let options = ["--broker", "rabbitmq", "--scenario", "small", "--heartbeat", "1", "--results", "none"]
            try await Cluster.with(options) { cluster in
                let broker = try await LeastUser.broker(of: cluster)
                let arguments = ["capture", "--to", "-", "--broker", broker] + LeastUser.options(of: cluster)
                let before = try await cluster.contents()
                try await checkHeartbeats(arguments)
                try await checkAlarm(cluster, arguments, before)
                try await checkClosing(cluster, arguments)
                try await checkSilence(cluster, arguments)
                try await eventually { try await cluster.contents() == before }
                try await checkRestart(cluster, arguments)
            }
        }

        /// Whoever is not heard of for two seconds is shut out by this server.
        private func checkHeartbeats(_ arguments: [String]) async throws {
            let run = try await Herbarium.run(arguments + ["--listen", "7s"])
            #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        }

        /// A server without memory stops reading from whoever publishes.
        private func checkAlarm(
            _ cluster: Cluster, _ arguments: [String], _ before: [String: String]
        ) async throws {
            try await cluster.tell("raise-alarm", ["is_on": true])
            let run = try await Herbarium.run(arguments + ["--listen", "1s", "--enable-events"])
            #expect(run.status == 2 && run.complaints.count == 1, "\(run.errors)")
            #expect(run.errors.contains("takes no messages at present: low on memory"), "\(run.errors)")
            let snapshot = try SnapshotFile.read(run.output)
            #expect(snapshot.sources.map(\.status) == ["ok", "failed", "ok", "ok", "skipped"])
            #expect(try await cluster.contents() == before)
            try await cluster.tell("raise-alarm", ["is_on": false])
            let later = try await Herbarium.run(arguments + ["--listen", "1s", "--enable-events"])
            #expect(later.status == 0 && later.errors.isEmpty, "\(later.errors)")
        }

        private func checkClosing(_ cluster: Cluster, _ arguments: [String]) async throws {
            let run = try await listen(cluster, arguments)
            try await cluster.tell("close-connections", ["reason": "tidying up"])
            let outcome = try await run.outcome()
            #expect(outcome.status == 2 && outcome.complaints.count == 1, "\(outcome.errors)")
            #expect(
                outcome.errors.contains("closed the connection: CONNECTION_FORCED - tidying up"), "\(outcome.errors)")
            #expect(try SnapshotFile.read(outcome.output).status(of: "inspect") == "ok")
        }

        /// A server that hangs is noticed by its heartbeats, long before anybody's patience ends.
        private func checkSilence(_ cluster: Cluster, _ arguments: [String]) async throws {
            let run = try await listen(cluster, arguments)
            try await cluster.tell("pause-broker")
            let outcome = try await run.outcome()
            try await cluster.tell("resume-broker")
            #expect(outcome.status == 2, "\(outcome.errors)")
            #expect(outcome.errors.contains(#/events: .* then: no answer from/#), "\(outcome.errors)")
        }

        private func checkRestart(_ cluster: Cluster, _ arguments: [String]) async throws {
            let run = try await listen(cluster, arguments)
            try await cluster.tell("restart-broker")
            let outcome = try await run.outcome()
            #expect(outcome.status == 2, "\(outcome.errors)")
            #expect(outcome.errors.contains("forced connection closure with reason 'shutdown'"), "\(outcome.errors)")
            #expect(outcome.complaints.allSatisfy { $0.hasPrefix("warning: ") })
        }

        private func listen(_ cluster: Cluster, _ arguments: [String]) async throws -> RunningProcess {
            let run = try Herbarium.start(arguments + ["--listen", "200s"])
            try await cluster.tell("await-listener")
            return run
        }
    }
}
