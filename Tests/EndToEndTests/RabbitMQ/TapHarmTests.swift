import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What is no tap is left alone, whatever it looks like, and whoever says that it is one.
    @Suite(.serialized, .timeLimit(.minutes(60)))
    struct TapHarmTests {
        private struct Names: Decodable, Sendable { let names: [String] }
        private struct Depths: Decodable, Sendable { let depths: [String: Int] }

        @Test func takesNothingFromQueuesThatAreNoTaps() async throws {
            let options = ["--broker", "rabbitmq", "--scenario", "empty", "--results", "none"]
            try await Cluster.with(options) { cluster in
                let management = try #require(cluster.addresses.management)
                let names = try await cluster.tell("make-lookalikes", as: Names.self).names
                // Streams and messages that grow old apart, each holds what it held.
                let kept = names.filter { !["stream", "celery_delayed_3"].contains($0) }
                for name in kept {
                    try await eventually { try await depths(cluster, [name]) == [name: 1] }
                }
                let before = try await cluster.contents()
                for name in names { try await checkRefusal(of: name, cluster, management: management) }
                // Without the management API, the server itself tells what a queue was declared with, and messages
                // where they were published.
                for name in ["task", "task like a tap", "tap with tasks too", "tap that rejects", "stream"] {
                    try await checkRefusal(of: name, cluster, management: "http://127.0.0.1:1")
                }
                #expect(try await cluster.contents() == before)
                #expect(try await depths(cluster, kept) == Dictionary(uniqueKeysWithValues: kept.map { ($0, 1) }))
                #expect(try await depths(cluster, names).count == names.count)
                try await checkTap(cluster, management)
            }
        }

        private func checkRefusal(of name: String, _ cluster: Cluster, management: String) async throws {
            let folder = try TemporaryFolder()
            let place = ["--broker", cluster.addresses.broker, "--management", management]
            let report = try await Herbarium.run(
                ["report", "--event-queue", name, "--output", folder("site"), "--history", folder("h.sqlite")] + place,
                environment: ["HERBARIUM_NO_HISTORY": ""])
            #expect(report.status == 1 && report.complaints.count == 1, "\(name): \(report.status) \(report.errors)")
            #expect(report.errors.contains("'\(name)' is not a tap, and is left alone"), "\(report.errors)")
            let isBlind = management.hasSuffix(":1")
            #expect(!FileManager.default.fileExists(atPath: folder("site")))
            // Where nobody can tell what it is bound to, it is the user who is certain.
            for options in isBlind ? [[]] : [[], ["--force"]] {
                let removal = try await Herbarium.run(["tap", "remove", name] + options + place)
                #expect(removal.status == 1 && removal.complaints.count == 1, "\(name): \(removal.errors)")
            }
            // All of them go the same way; a few show that every command takes it.
            guard ["task", "task like a tap", "another's tap", "stream"].contains(name) else { return }
            let limits = ["--max-length", "1000", "--max-age", "1h"]
            let addition = try await Herbarium.run(["tap", "add", name] + limits + place)
            let isLeft = addition.errors.contains("stays as it is")
            #expect(addition.complaints.count == 1 && !addition.errors.contains("keeps events"), "\(addition.errors)")
            #expect(addition.status == (isLeft ? 0 : 1) && isLeft == (isBlind && name == "task like a tap"), "\(name)")
            let doctor = try await Herbarium.run(
                ["doctor", "--event-queue", name, "--listen", "0s", "--inspect-timeout", "100ms"] + place)
            let said = String(decoding: doctor.output, as: UTF8.self)
            #expect(doctor.status != 0 && !said.contains("ok: tap"), "\(name): \(said)\(doctor.errors)")
        }

        /// A tap keeps what is no event, and what it still holds goes only by force.
        private func checkTap(_ cluster: Cluster, _ management: String) async throws {
            let folder = try TemporaryFolder()
            let place = ["--broker", cluster.addresses.broker, "--management", management]
            func run(_ arguments: [String]) async throws -> ProcessOutcome {
                try await Herbarium.run(arguments + place, environment: ["HERBARIUM_NO_HISTORY": ""])
            }
            let report = [
                "report", "--event-queue", "own", "--output", folder("site"), "--history", folder("h.sqlite"),
                "--inspect-timeout", "100ms",
            ]
            #expect(try await run(["tap", "add", "own", "--max-length", "50000", "--max-age", "2h"]).status == 0)
            try await cluster.tell("publish", ["queue": "task.sent", "text": "no event", "exchange": "celeryev"])
            try await cluster.tell("publish-events", ["tasks": 30])
            let first = try await run(report)
            #expect(first.errors.contains("1 messages could not be read"), "\(first.errors)")
            let second = try await run(report)
            #expect(second.errors.contains("1 messages could not be read"), "\(second.errors)")
            try await eventually { try await depths(cluster, ["own"]) == ["own": 1] }
            let counts = try SnapshotFile.read(folder.data("site/data/snapshot.json")).totals
            #expect(counts["succeeded"] == 30, "\(counts)\n\(first.errors)\n\(second.status) \(second.errors)")
            // A task that was sent to the tap itself shows that it is used otherwise.
            try await cluster.tell("publish", ["queue": "own", "text": "precious"])
            let third = try await run(report)
            #expect(third.status == 1 && third.errors.contains("not published to 'celeryev'"), "\(third.errors)")
            try await eventually { try await depths(cluster, ["own"]) == ["own": 2] }
            let removal = try await run(["tap", "remove", "own"])
            #expect(removal.status == 1 && removal.complaints.count == 1, "\(removal.errors)")
            #expect(removal.errors.contains("'own' still holds 2 events") && removal.errors.contains("--force"))
            #expect(try await depths(cluster, ["own"]) == ["own": 2])
            #expect(try await run(["tap", "remove", "own", "--force"]).status == 0)
            #expect(try await depths(cluster, ["own"]).isEmpty)
        }

        private func depths(_ cluster: Cluster, _ names: [String]) async throws -> [String: Int] {
            try await cluster.tell("depths", ["names": names], as: Depths.self).depths
        }
    }
}
