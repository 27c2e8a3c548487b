import Foundation
import Testing

extension EndToEnd {
    /// What is true of RabbitMQ alone; the fates of tasks are in `TruthTests`.
    @Suite(.serialized, .timeLimit(.minutes(4)))
    struct RabbitMQTests {
        @Test func leavesTheServerAsItWasAndSaysWhatIsRefused() async throws {
            try await Cluster.with(["--broker", "rabbitmq", "--scenario", "small"]) { cluster in
                try await cluster.tell("send", ["count": 20, "rare": false])
                try await cluster.tell("settle")
                let broker = try await LeastUser.broker(of: cluster)
                let before = try await cluster.contents()
                #expect(before.keys.contains { $0.hasPrefix("queue ") && $0.hasSuffix("pidbox") })
                let arguments = ["--broker", broker, "--listen", "1s"] + LeastUser.options(of: cluster)
                try await checkWholeRuns(cluster, arguments, before)
                try await checkInterruptions(cluster, arguments, before)
                try await checkRefusals(cluster)
                try await checkFallBack(cluster, broker)
                try await checkManyQueues(cluster, arguments)
            }
        }

        private func checkWholeRuns(_ cluster: Cluster, _ arguments: [String], _ before: [String: String]) async throws
        {
            let folder = try TemporaryFolder()
            for command in [["report", "--output", folder("site")], ["capture", "--to", folder("snapshot.json")]] {
                let run = try await Herbarium.run(command + arguments + ["--enable-events"])
                #expect(run.status == 0 && run.errors.isEmpty && run.output.isEmpty, "\(run.errors)")
                #expect(try await cluster.contents() == before, "\(command[0])")
            }
            let passive = try await Herbarium.run(["capture", "--to", folder("passive.json"), "--passive"] + arguments)
            #expect(passive.status == 0 && passive.errors.isEmpty, "\(passive.errors)")
            let snapshot = try SnapshotFile.read(folder.data("passive.json"))
            #expect(snapshot.sources.map(\.status) == ["skipped", "skipped", "ok", "ok", "skipped"])
        }

        /// A worker that hears the questions and doesn't answer keeps the asking going until it is interrupted.
        private func checkInterruptions(
            _ cluster: Cluster, _ arguments: [String], _ before: [String: String]
        ) async throws {
            let folder = try TemporaryFolder()
            try await cluster.tell("pause-worker", ["worker": "celery@solo"])
            for signal in [SIGINT, SIGKILL] {
                let run = try Herbarium.start(
                    ["report", "--output", folder("site"), "--inspect-timeout", "20s"] + arguments)
                while run.isRunning, try await cluster.contents() == before {
                    try await Task.sleep(for: .milliseconds(20))
                }
                try #require(run.isRunning, "it ended without a queue of its own")
                run.send(signal)
                #expect(try await run.outcome().status == (signal == SIGINT ? 130 : 128 + SIGKILL))
                try await eventually { try await cluster.contents() == before }
            }
            try await cluster.tell("resume-worker", ["worker": "celery@solo"])
        }

        private func checkRefusals(_ cluster: Cluster) async throws {
            let port = cluster.addresses.port
            try await cluster.tell(
                "add-user", ["user": "guest2", "password": "hunter2", "configure": "^$", "write": "^$", "read": "^$"])
            for (status, address, reason) in [
                (1, "amqp://guest:hunter3@127.0.0.1:\(port)//", "refuses the user name or the password"),
                (1, "amqp://guest:guest@127.0.0.1:\(port)/elsewhere", "vhost elsewhere not found"),
                (2, "amqp://guest2:hunter2@127.0.0.1:\(port)//", "does not permit this user"),
                (1, "redis://guest2:hunter2@127.0.0.1:\(port)/0", "speaks another protocol"),
                (1, "amqp://guest2:hunter2@127.0.0.1:\(port + 1)//", "cannot connect"),
            ] as [(Int32, String, String)] {
                let run = try await Herbarium.run(["capture", "--to", "-", "--broker", address, "--listen", "1s"])
                #expect(run.errors.contains(reason) && !run.errors.contains("hunter"), "\(run.errors)")
                #expect(run.status == status)
            }
        }

        /// Where the management API isn't, or forbids, the broker is asked how much waits in the queues that workers named.
        private func checkFallBack(_ cluster: Cluster, _ broker: String) async throws {
            try await cluster.tell(
                "add-user",
                ["user": "untagged", "password": "secret", "configure": ".*", "write": ".*", "read": ".*"])
            let untagged = "amqp://untagged:secret@127.0.0.1:\(cluster.addresses.port)//"
            let management = try #require(cluster.addresses.management)
            for (broker, place, reason) in [
                (untagged, management, "refuses the user name or the password"),
                (broker, management + "/elsewhere", "HTTP status"),
                (broker, "http://127.0.0.1:\(cluster.addresses.port)", "cannot connect"),
            ] {
                let run = try await Herbarium.run([
                    "capture", "--to", "-", "--broker", broker, "--listen", "1s", "--management", place,
                ])
                #expect(run.status == 2 && run.complaints.count == 1 && run.errors.contains(reason), "\(run.errors)")
                let snapshot = try SnapshotFile.read(run.output)
                #expect(snapshot.sources.map(\.status) == ["ok", "ok", "ok", "failed", "skipped"])
                let work = try #require(snapshot.queues.first { $0.name == "work" })
                #expect(work.ready == 0 && work.consumers == 2 && work.unacked == nil && work.messages == nil)
            }
        }

        private func checkManyQueues(_ cluster: Cluster, _ arguments: [String]) async throws {
            try await cluster.tell("make-queues", ["count": 5000])
            let run = try await Herbarium.run(["capture", "--to", "-"] + arguments)
            #expect(run.status == 0, "\(run.errors)")
            let idle = try SnapshotFile.read(run.output).queues.filter { $0.name.hasPrefix("idle-") }
            #expect(idle.count == 5000)
            #expect(idle.allSatisfy { $0.ready == 0 && $0.unacked == 0 && $0.consumers == 0 })
        }

        private func eventually(_ condition: () async throws -> Bool) async throws {
            for _ in 0..<100 {
                if try await condition() { return }
                try await Task.sleep(for: .milliseconds(50))
            }
            Issue.record("it never came to be")
        }
    }
}
