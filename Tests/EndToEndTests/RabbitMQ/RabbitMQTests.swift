import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What is true of RabbitMQ alone; the fates of tasks are in `TruthTests`.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 90))
    struct RabbitMQTests {
        @Test func leavesTheServerAsItWasAndSaysWhatIsRefused() async throws {
            try await Cluster.with(["--broker", "rabbitmq", "--scenario", "small", "--heartbeat", "1"]) { cluster in
                try await cluster.tell("send", ["count": 20, "rare": false])
                try await cluster.tell("pile", ["count": 50])
                let rules: [String: any Sendable] = ["max-length": 1000, "overflow": "reject-publish"]
                try await cluster.tell("set-policy", ["name": "limits", "pattern": "^pile$", "definition": rules])
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

        /// The server's own samples of the hour are drawn; it takes one a minute, for which there is nothing but to
        /// wait.
        @Test(.load(0, about: 150)) func drawsTheSamplesOfTheServer() async throws {
            let options = ["--broker", "rabbitmq", "--scenario", "small", "--results", "none"]
            try await Cluster.with(options) { cluster in
                try await cluster.tell("pile", ["count": 50])
                // Something passes between any two samples.
                try await cluster.tell("send", ["count": 65, "rare": false, "over": 130])
                try await checkSamples(
                    ["--broker", cluster.addresses.broker, "--listen", "1s"] + LeastUser.options(of: cluster))
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
            let site = try Site(folder("site"))
            let pile = try #require(try site.snapshot()?.queues.first { $0.name == "pile" })
            let settings = try #require(pile.settings)
            for setting in [["policy", "limits"], ["max-length", "1000"], ["overflow", "reject-publish"]] {
                #expect(settings.contains(setting), "\(settings)")
            }
            let page = String(decoding: try #require(site.contents["broker.html"]), as: UTF8.self)
            #expect(page.contains("<dt>policy</dt><dd><code>limits</code></dd>"))

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
            let tap = ["tap", "add", "kept", "--broker", "amqp://guest2:hunter2@127.0.0.1:\(port)//"]
            let refused = try await Herbarium.run(tap)
            #expect(refused.status == 1 && refused.complaints.count == 1, "\(refused.errors)")
            #expect(refused.errors.contains("does not permit this user access to queue 'kept'"), "\(refused.errors)")
            for (status, address, reason) in [
                (1, "amqp://guest:hunter3@127.0.0.1:\(port)//", "refuses the user name or the password"),
                (1, "amqp://guest:guest@127.0.0.1:\(port)/elsewhere", "vhost elsewhere not found"),
                (
                    0, "amqp://guest2:hunter2@127.0.0.1:\(port)//",
                    "does not permit this user access to queue 'herbarium-"
                ),
                (1, "redis://guest2:hunter2@127.0.0.1:\(port)/0", "speaks another protocol"),
                (1, "amqp://guest2:hunter2@127.0.0.1:1//", "cannot connect"),
            ] as [(Int32, String, String)] {
                let run = try await Herbarium.run(["capture", "--to", "-", "--broker", address, "--listen", "1s"])
                #expect(run.errors.contains(reason) && !run.errors.contains("hunter"), "\(run.errors)")
                #expect(run.status == status)
                // One for each source that it concerns: without rights, it goes on as one that writes nothing.
                #expect(run.complaints.count == (status == 0 ? 2 : 1), "\(run.errors)")
            }
        }

        /// Where the management API isn't, or forbids, the broker is asked how much waits in the queues that workers
        /// named.
        private func checkFallBack(_ cluster: Cluster, _ broker: String) async throws {
            try await cluster.tell(
                "add-user",
                ["user": "untagged", "password": "secret", "configure": ".*", "write": ".*", "read": ".*"])
            let untagged = "amqp://untagged:secret@127.0.0.1:\(cluster.addresses.port)//"
            let management = try #require(cluster.addresses.management)
            try await FakeServer.with(.silent) { silent in
                for (broker, place, reason) in [
                    (untagged, management, "its user lacks the tag 'management'"),
                    (broker, management + "/elsewhere", "HTTP status"),
                    (broker, "http://127.0.0.1:\(cluster.addresses.port)", "cannot connect"),
                    (broker, "http://127.0.0.1:1", "connection refused"),
                    (broker, "http://127.0.0.1:\(silent.port)", "no answer"),
                    (broker.replacing("127.0.0.1", with: "[::1]"), "http://127.0.0.1:1", "connection refused"),
                ] {
                    try await checkFallBack(broker, place, reason)
                }
            }
        }

        private func checkFallBack(_ broker: String, _ place: String, _ reason: String) async throws {
            let run = try await Herbarium.run([
                "capture", "--to", "-", "--broker", broker, "--listen", "1s", "--management", place,
            ])
            #expect(run.status == 2 && run.complaints.count == 1 && run.errors.contains(reason), "\(run.errors)")
            let snapshot = try SnapshotFile.read(run.output)
            #expect(snapshot.sources.map(\.status) == ["ok", "ok", "ok", "failed", "skipped"])
            let work = try #require(snapshot.queues.first { $0.name == "work" })
            #expect(work.ready == 0 && work.consumers == 2 && work.unacked == nil && work.messages == nil)
        }

        private func checkSamples(_ arguments: [String]) async throws {
            let folder = try TemporaryFolder()
            let run = try await Herbarium.run(["report", "--output", folder("site")] + arguments)
            #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
            let site = try Site(folder("site"))
            let series = try #require(try site.snapshot()).series.filter { $0.labels["source"] == "management" }
            let ready = series.first { $0.name == "queue.ready" && $0.labels["queue"] == "pile" }
            #expect(ready?.points.last?.value == 50)
            #expect(Set(series.map(\.name)).isSuperset(of: ["messages.published", "messages.delivered"]))
            let published = try #require(series.first { $0.name == "messages.published" })
            #expect(published.points.contains { ($0.value ?? 0) > 0 })
            for chart in ["queues", "messages"] {
                let numbers = String(decoding: try #require(site.contents["data/charts/\(chart).csv"]), as: UTF8.self)
                #expect(numbers.split(separator: "\n").count > 1, "\(chart)")
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
    }
}
