import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Queues that are filled with known gaps, and one that drains while it is looked at.
    @Suite(.serialized, .timeLimit(.minutes(60)), .load(1, about: 60))
    struct QueueAgeTests {
        /// When the first task was sent.
        private struct First: Decodable, Sendable { let first: Double }

        /// When nothing waited any more.
        private struct Emptied: Decodable, Sendable { let time: Double }

        @Test func tellsTheAgeOfTheOldestMessageByEachBasisAndWhenAQueueIsEmpty() async throws {
            try await Cluster.with(["--scenario", "small", "--results", "none"]) { cluster in
                let folder = try TemporaryFolder()
                let options = ["--broker", cluster.addresses.broker, "--history", folder("history.sqlite")]
                let recorder = try await recorder(of: cluster, options)
                let told = try await cluster.tell(
                    "trickle", ["queue": "told", "count": 3, "gap": 0.5], as: First.self)
                let stamped = try await cluster.tell(
                    "trickle", ["queue": "stamped", "count": 3, "gap": 0.5, "told": false, "stamped": true],
                    as: First.self)
                try await cluster.tell("trickle", ["queue": "silent", "count": 2, "told": false])
                try await end(recorder)
                let early = try await report(options, folder)
                #expect(try queue("silent", in: early).oldest == nil)
                let late = try await report(options, folder)
                let captured = try moment(of: late)
                for (name, basis, since) in [
                    ("told", "event", told.first), ("stamped", "header", stamped.first),
                    ("silent", "reading", try moment(of: early)),
                ] {
                    let oldest = try #require(try queue(name, in: late).oldest)
                    #expect(oldest.basis == basis && oldest.isAtLeast == (basis == "reading"))
                    #expect(abs(oldest.age - (captured - since)) < 1, "\(name): \(oldest.age)")
                }
                // The history has seen it empty within the last minute.
                let alone = ["--broker", cluster.addresses.broker, "--no-history", "--listen", "8s"]
                try await cluster.tell("trickle", ["queue": "only-solo", "count": 40, "seconds": 0.5])
                let draining = try await report(alone, folder)
                let emptied = try await cluster.tell("await-empty", ["queue": "only-solo"], as: Emptied.self)
                let left = try emptied.time - moment(of: draining)
                #expect(try queue("only-solo", in: draining).trend == "draining")
                let drain = try #require(try queue("only-solo", in: draining).drainSeconds)
                #expect(abs(drain / left - 1) < 0.2, "\(drain) of \(left)")
            }
        }

        @Test func tellsItOfRabbitMQByWhatSendersTold() async throws {
            try await Cluster.with(["--broker", "rabbitmq", "--scenario", "small", "--results", "none"]) { cluster in
                let folder = try TemporaryFolder()
                let options = ["--broker", cluster.addresses.broker, "--history", folder("history.sqlite")]
                let recorder = try await recorder(of: cluster, options)
                let told = try await cluster.tell(
                    "trickle", ["queue": "told", "count": 3, "gap": 0.5], as: First.self)
                try await end(recorder)
                let management = cluster.addresses.management.map { ["--management", $0] } ?? []
                try await eventually { try await queue("told", in: report(options + management, folder)).ready == 3 }
                let snapshot = try await report(options + management, folder)
                let oldest = try #require(try queue("told", in: snapshot).oldest)
                #expect(oldest.basis == "event" && !oldest.isAtLeast)
                #expect(abs(oldest.age - (try moment(of: snapshot) - told.first)) < 1)
            }
        }

        private func recorder(of cluster: Cluster, _ options: [String]) async throws -> RunningProcess {
            let recorder = try Herbarium.start(["record"] + options, environment: ["HERBARIUM_NO_HISTORY": ""])
            try await cluster.tell("await-listener")
            return recorder
        }

        private func end(_ recorder: RunningProcess) async throws {
            recorder.send(SIGTERM)
            #expect(try await recorder.outcome().status == 0)
        }

        private func queue(_ name: String, in snapshot: SnapshotFile) throws -> SnapshotFile.Queue {
            try #require(snapshot.queues.first { $0.name == name })
        }

        private func moment(of snapshot: SnapshotFile) throws -> Double {
            try Date(snapshot.capturedAt, strategy: Self.style).timeIntervalSince1970
        }

        private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

        private func report(_ options: [String], _ folder: TemporaryFolder) async throws -> SnapshotFile {
            let listening = options.contains("--listen") ? [] : ["--listen", "2s"]
            let run = try await Herbarium.run(
                ["report", "--output", folder("site")] + listening + options,
                environment: ["HERBARIUM_NO_HISTORY": ""])
            #expect(run.status != 1 && run.status != 64, "\(run.errors)")
            return try #require(try Site(folder("site")).snapshot())
        }
    }
}
