import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Four recorders of two brokers, which keep their histories in one PostgreSQL, and what befalls all of them.
    @Suite(
        .timeLimit(.minutes(60)), .load(1, about: 40),
        .enabled(if: PostgresInstance.isThere, "there is no PostgreSQL"))
    struct DatabaseRecorderTests {
        private static let rounds = 5
        private static let keeping = ["HERBARIUM_NO_HISTORY": ""]

        /// A Redis that nobody else uses, and the recorders that listen to it.
        private final class Broker {
            let name: String
            let folder: TemporaryFolder
            let database: String
            private let redis: RunningProcess
            private(set) var recorders: [RunningProcess] = []
            /// What was published so far, as NDJSON.
            private(set) var published = ""
            private(set) var tasks = 0

            private var socket: String { folder("\(name).sock") }

            init(_ name: String, _ folder: TemporaryFolder, database: String) throws {
                (self.name, self.folder, self.database) = (name, folder, database)
                redis = try RunningProcess(
                    "/usr/bin/redis-server", ["--port", "0", "--unixsocket", folder("\(name).sock"), "--save", ""],
                    environment: [:])
            }

            deinit { redis.send(SIGKILL) }

            func ask(_ words: String...) async throws -> String {
                let answer = try await RunningProcess(
                    "/usr/bin/redis-cli", ["-s", socket] + words, environment: [:]
                ).outcome()
                return String(decoding: answer.output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            }

            /// Starts a recorder, and returns once it listens beside so many others.
            func record(beside others: Int) async throws {
                recorders.append(
                    try Herbarium.start(
                        [
                            "record", "--broker", "redis+socket://\(socket)?virtual_host=0", "--history", database,
                            "--cluster", name,
                        ], environment: DatabaseRecorderTests.keeping))
                try await eventually {
                    let clients = try await ask("CLIENT", "LIST", "TYPE", "pubsub").split(separator: "\n")
                    return clients.count { !$0.contains(" sub=0 psub=0 ") } > others
                }
            }

            /// Kills the recorder that has lived for longest.
            func kill() async throws {
                let recorder = recorders.removeFirst()
                recorder.send(SIGKILL)
                let outcome = try await recorder.outcome()
                #expect(outcome.status == 128 + SIGKILL, "\(outcome.errors)")
            }

            /// Executes so many tasks more.
            func execute(_ count: Int) async throws {
                var (commands, lines) = ("", "")
                let now = Date.now.timeIntervalSince1970
                for number in tasks..<tasks + count {
                    for (step, kind) in ["received", "started", "succeeded"].enumerated() {
                        let time = now + Double(number - tasks) / 10_000 + Double(step) / 100_000
                        let event = """
                            {"type": "task-\(kind)", "uuid": "\(name)-\(number)", "name": "shop.\(number % 7)", \
                            "hostname": "w\(number % 3)@\(name)", "timestamp": \(time), "clock": \(number * 3 + step), \
                            "pid": 1, "utcoffset": 0, "runtime": 0.1}
                            """
                        lines += event + "\n"
                        let body = Data(event.utf8).base64EncodedString()
                        let message = """
                            {"body": "\(body)", "content-encoding": "utf-8", "content-type": "application/json", \
                            "headers": {}, "properties": {"body_encoding": "base64", "delivery_tag": "1", \
                            "delivery_info": {"exchange": "celeryev", "routing_key": "task.\(kind)"}}}
                            """
                        commands += "PUBLISH /0.celeryev/task.\(kind) '\(message)'\n"
                    }
                }
                try folder.write(commands, to: "\(name).commands")
                let script = #"exec redis-cli -s "$1" <"$2" >/dev/null"#
                let outcome = try await RunningProcess(
                    "/bin/sh", ["-c", script, "sh", socket, folder("\(name).commands")],
                    environment: ["PATH": "/usr/bin"]
                ).outcome()
                #expect(outcome.status == 0, "\(outcome.errors)")
                (tasks, published) = (tasks + count, published + lines)
            }

            /// Returns once all that was published is committed.
            func settle() async throws {
                try await eventually {
                    let info = try await Herbarium.run(
                        ["history", "info", "--history", database, "--cluster", name],
                        environment: DatabaseRecorderTests.keeping)
                    return String(decoding: info.output, as: UTF8.self).contains(
                        "\ntasks: \(tasks) (0 failed, 0 not ended)")
                }
            }
        }

        @Test func losesNothingThatWasCommittedAndCountsNothingTwice() async throws {
            let folder = try TemporaryFolder()
            let server = try PostgresInstance()
            let database = "postgresql://\(PostgresInstance.user)@/postgres?host=\(server.folder)"
            let brokers = try ["shop", "mail"].map { try Broker($0, folder, database: database) }
            for broker in brokers {
                try await eventually { try await broker.ask("PING") == "PONG" }
                for others in 0..<2 { try await broker.record(beside: others) }
            }
            for round in 0..<Self.rounds {
                let isRestarted = round == 1 || round == 3
                for _ in 0..<2 {
                    if isRestarted { try server.stop() }
                    for broker in brokers { try await broker.execute(150) }
                    if isRestarted { try server.start() }
                    for broker in brokers {
                        // What the other one has heard, too, may still be on its way.
                        if isRestarted { try await broker.settle() }
                        try await broker.kill()
                        try await broker.execute(50)
                        try await broker.record(beside: 1)
                        try await broker.settle()
                    }
                }
            }
            for broker in brokers {
                for recorder in broker.recorders {
                    recorder.send(SIGTERM)
                    let outcome = try await recorder.outcome()
                    #expect(outcome.status == 0 && !outcome.errors.contains("lost"), "\(outcome.errors)")
                }
                try await expectAll(of: broker, folder)
            }
        }

        /// Two of one broker and one of another begin before there is a server, and meet an empty database at once.
        @Test func waitForAServerThatStartsAfterThem() async throws {
            let folder = try TemporaryFolder()
            let server = try PostgresInstance()
            try server.stop()
            let database = "postgresql://\(PostgresInstance.user)@/postgres?host=\(server.folder)"
            let brokers = try ["shop", "mail"].map { try Broker($0, folder, database: database) }
            for broker in brokers { try await eventually { try await broker.ask("PING") == "PONG" } }
            try await brokers[0].record(beside: 0)
            try await brokers[0].record(beside: 1)
            try await brokers[1].record(beside: 0)
            for broker in brokers { try await broker.execute(100) }
            try server.start()
            for broker in brokers { try await broker.settle() }
            for broker in brokers {
                for recorder in broker.recorders {
                    recorder.send(SIGTERM)
                    let outcome = try await recorder.outcome()
                    #expect(outcome.status == 0 && !outcome.errors.contains("lost"), "\(outcome.errors)")
                    let errors = outcome.complaints.filter { !$0.hasPrefix("notice: ") }
                    // That there is none, and that it begins, each at most once.
                    #expect(
                        errors.count <= 2 && errors.allSatisfy { $0.hasPrefix("error: cannot reach the history '") },
                        "\(errors)")
                }
                try await expectAll(of: broker, folder)
            }
        }

        @Test func endWithAFailureWhereTheServerNeverComes() async throws {
            let folder = try TemporaryFolder()
            let broker = try Broker("shop", folder, database: "postgresql://u@/d?host=\(folder.path)")
            try await eventually { try await broker.ask("PING") == "PONG" }
            try await broker.record(beside: 0)
            try await broker.execute(10)
            let recorder = broker.recorders[0]
            recorder.send(SIGTERM)
            let outcome = try await recorder.outcome()
            #expect(outcome.status == 1, "\(outcome.errors)")
            #expect(outcome.errors.contains("error: cannot reach the history 'postgresql://"), "\(outcome.errors)")
            #expect(outcome.errors.contains(" lost, which waited for the history"), "\(outcome.errors)")
        }

        /// The same as from a file into which all of it was imported once.
        private func expectAll(of broker: Broker, _ folder: TemporaryFolder) async throws {
            try folder.write(broker.published, to: "\(broker.name).ndjson")
            let file = ["--history", folder("\(broker.name).sqlite")]
            let imported = try await Herbarium.run(
                ["import", folder("\(broker.name).ndjson")] + file, environment: Self.keeping)
            #expect(imported.status == 0, "\(imported.errors)")
            let places = [file, ["--history", broker.database, "--cluster", broker.name]]
            var told: [SnapshotFile] = []
            for (number, place) in places.enumerated() {
                let site = "\(broker.name)-\(number)"
                let report = try await Herbarium.run(
                    ["report", "--offline", "--output", folder(site), "--since", "1h"] + place,
                    environment: Self.keeping)
                #expect(report.status == 0, "\(report.errors)")
                told.append(try SnapshotFile.read(folder.data(site + "/data/snapshot.json")))
            }
            #expect(told[0].tasks.count == broker.tasks && told[1].tasks.count == broker.tasks)
            #expect(told[1].totals.processed == broker.tasks && told[1].totals.sum == told[1].totals.processed)
            for (one, other) in zip(told[0].tasks, told[1].tasks) {
                #expect(one.uuid == other.uuid && one.attempts.map(\.outcome) == other.attempts.map(\.outcome))
            }
            #expect(told[0].workers.map(\.counts.filled) == told[1].workers.map(\.counts.filled))
        }
    }
}
