import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What we write to a broker is what CONTRIBUTING says that we write, and nothing else.
    @Suite(.serialized, .timeLimit(.minutes(60)))
    struct WritesTests {
        private struct Writes: Decodable, Sendable { let writes: [[String]] }

        @Test func writesToRedisWhatIsDocumented() async throws {
            try await Cluster.with(["--scenario", "small", "--results", "none"]) { cluster in
                let broker = ["--broker", cluster.addresses.broker]
                try await cluster.tell("start-watching-writes")
                try await runEverything(broker)
                let writes = try await cluster.tell("writes", as: Writes.self).writes
                let ours = #/^(_kombu\.binding\.reply\.celery\.pidbox|herbarium-[0-9a-f-]{36}\.reply\.celery\.pidbox)$/#
                for write in writes {
                    #expect(
                        write[0] == "PUBLISH" ? write[1] == "/0.celery.pidbox" : write[1].wholeMatch(of: ours) != nil)
                }
                #expect(try Set(writes.map { $0[0] }) == documented(of: "Redis").filter { $0 == $0.uppercased() })
            }
        }

        @Test func writesToRabbitMQWhatIsDocumented() async throws {
            let options = ["--broker", "rabbitmq", "--scenario", "small", "--results", "none"]
            try await Cluster.with(options) { cluster in
                let broker = try await LeastUser.broker(of: cluster)
                let before = try await cluster.contents()
                try await cluster.tell("start-watching-writes", ["user": "herbarium"])
                try await runEverything(["--broker", broker] + LeastUser.options(of: cluster))
                let writes = try await cluster.tell("writes", as: Writes.self).writes
                #expect(!writes.isEmpty && Set(writes.map { $0[0] }) == ["celery.pidbox"])
                #expect(try documented(of: "RabbitMQ").contains("basic.publish"))
                try await eventually { try await cluster.contents() == before }
                try await checkExchanges(cluster)
            }
        }

        /// Nothing is published to an exchange that takes tasks, or anything but questions.
        private func checkExchanges(_ cluster: Cluster) async throws {
            try await cluster.tell("make-lookalikes")
            try await cluster.tell("start-watching-writes", ["user": "guest"])
            let place = ["--broker", cluster.addresses.broker] + LeastUser.options(of: cluster)
            for (name, status) in [("celery", 0), ("celery.pidbox", 0), ("jobs", 2), ("durable", 2)] {
                if name == "durable" { try await cluster.tell("make-exchange", ["name": "durable.pidbox"]) }
                let run = try await Herbarium.run(
                    ["capture", "--to", "-", "--listen", "3s", "--control-exchange", name, "--enable-events"] + place)
                #expect(run.status == status, "\(name): \(run.errors)")
            }
            let exchanges = try await Set(cluster.tell("writes", as: Writes.self).writes.map { $0[0] })
            #expect(exchanges.isSubset(of: ["celery.pidbox", "celeryev", "", "reply.celery.pidbox"]), "\(exchanges)")
        }

        private func runEverything(_ broker: [String]) async throws {
            let folder = try TemporaryFolder()
            for command in [
                ["report", "--output", folder("site"), "--enable-events", "--listen", "1s"],
                ["capture", "--to", "-", "--listen", "0s"], ["doctor", "--listen", "1s", "--output", folder("site")],
            ] {
                let run = try await Herbarium.run(command + broker)
                #expect(run.status == 0 || command[0] == "doctor", "\(run.errors)")
            }
            let recorder = try Herbarium.start(["record", "--to", folder("events.ndjson")] + broker)
            try await eventually(within: .seconds(20)) {
                let path = folder("events.ndjson") as String
                return (try? Data(contentsOf: URL(filePath: path)).isEmpty) == false
            }
            recorder.send(SIGTERM)
            #expect(try await recorder.outcome().status == 0)
        }

        /// The first words in backquotes of the table's rows.
        private func documented(of broker: String) throws -> Set<String> {
            let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
                .standardizedFileURL
            let text = try String(contentsOf: root.appending(path: "CONTRIBUTING.md"), encoding: .utf8)
            let start = try #require(text.firstRange(of: "\n| \(broker) | when | gone by |\n")).upperBound
            let rows = text[start...].prefix { _ in true }.split(separator: "\n").prefix { $0.hasPrefix("|") }
            return Set(
                rows.compactMap { $0.split(separator: "|").first }.flatMap { cell in
                    cell.matches(of: #/`([A-Za-z.]+)/#).map { String($0.1) }
                })
        }
    }
}
