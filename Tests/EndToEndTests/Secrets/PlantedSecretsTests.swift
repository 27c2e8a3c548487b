import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Secrets that were planted wherever a cluster can carry them: they occur nowhere.
    @Suite(.serialized, .timeLimit(.minutes(60)), .load(1, about: 50))
    struct PlantedSecretsTests {
        /// What stands in every secret, the passwords of broker and backend among them.
        private static let secret = "hunter2"
        /// What stands in arguments, results and exceptions and is no secret.
        private static let word = "sesame"

        @Test func occurNowhere() async throws {
            let password = Self.secret + "-broker"
            try await Cluster.with(["--scenario", "small", "--password", password]) { cluster in
                try await checkReports(cluster)
                try await checkRecordings(cluster)
                try await checkFailures(cluster)
            }
        }

        /// A report that keeps everything but the secrets, and one for strangers, side by side.
        private func checkReports(_ cluster: Cluster) async throws {
            let (own, others) = (try TemporaryFolder(), try TemporaryFolder())
            let report = try start("report", cluster, own, "--redact", "owner_of_nothing")
            let forStrangers = try start("report", cluster, others, "--public")
            try await cluster.tell("await-listener", ["count": 2])
            let titles = [try report.title, try forStrangers.title].joined()
            #expect(titles.contains("***") && !titles.contains(Self.secret), "\(titles)")
            #expect(try await cluster.tell("plant", as: Planted.self).planted > 70)
            let outcome = try await report.outcome()
            #expect(outcome.status == 0, "\(outcome.errors)")
            try expectNone(of: [Self.secret], in: own, outcome)
            let page = String(decoding: try own.data("site/data/snapshot.json"), as: UTF8.self)
            #expect(page.contains("[redacted]") && page.contains(Self.word))
            let redactions = try #require(page.firstRange(of: #""redactions":{"#))
            #expect(page[redactions.upperBound...].prefix(2000).contains(#""password":"#))

            let other = try await forStrangers.outcome()
            #expect(other.status == 0, "\(other.errors)")
            let hosts = ["127.0.0.1", ProcessInfo.processInfo.hostName]
            try expectNone(of: [Self.secret, Self.word], in: others, other)
            try expectNone(of: hosts, in: others, below: "site", other)
            let snapshot = try #require(try Site(others("site")).snapshot())
            #expect(snapshot.tasks.contains { $0.name == "lab.complain" && $0.state == "FAILURE" })

            // What was kept before is not published to strangers either.
            let later = try await Herbarium.run(
                ["report", "--offline", "--public", "--output", own("public"), "--history", own("history.sqlite")],
                environment: ["HERBARIUM_NO_HISTORY": ""])
            #expect(later.status == 0, "\(later.errors)")
            try expectNone(of: [Self.secret, Self.word] + hosts, in: own, below: "public", later)
        }

        private func checkRecordings(_ cluster: Cluster) async throws {
            let folder = try TemporaryFolder()
            let recorder = try Herbarium.start(
                ["record", "--broker", cluster.addresses.broker, "--to", folder("events.ndjson"), "--verbose"]
                    + ["--history", folder("history.sqlite")], environment: ["HERBARIUM_NO_HISTORY": ""])
            try await cluster.tell("await-listener")
            let planted = try await cluster.tell("plant", as: Planted.self).planted
            try await eventually {
                let said = String(decoding: try folder.data("events.ndjson"), as: UTF8.self)
                let ended = ["task-succeeded", "task-failed"].map { said.components(separatedBy: $0).count - 1 }
                // All but the one that lingers.
                return ended.reduce(0, +) >= planted - 1
            }
            recorder.send(SIGTERM)
            let outcome = try await recorder.outcome()
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(try folder.data("events.ndjson").count > 10_000)
            try expectNone(of: [Self.secret], in: folder, outcome)
        }

        /// What fails is named without its password; on a page for strangers, not at all.
        private func checkFailures(_ cluster: Cluster) async throws {
            let folder = try TemporaryFolder()
            let run = try await Herbarium.run([
                "report", "--broker", cluster.addresses.broker, "--listen", "0s", "--public", "--output",
                folder("site"),
                "--result-backend", "redis://:\(Self.secret)@127.0.0.1:1/0",
            ])
            #expect(run.status == 2 && run.errors.contains("redis://:***@127.0.0.1:1/0"), "\(run.errors)")
            try expectNone(of: [Self.secret], in: folder, run)
            try expectNone(of: ["127.0.0.1"], in: folder, below: "site", run)
        }

        private func start(
            _ command: String, _ cluster: Cluster, _ folder: TemporaryFolder, _ options: String...
        ) throws -> RunningProcess {
            let backend = cluster.addresses.resultBackend.map { ["--result-backend", $0] } ?? []
            let files = ["--single-file", folder("one.html"), "--markdown", folder("one.md"), "--verbose"]
            return try Herbarium.start(
                [command, "--broker", cluster.addresses.broker, "--listen", "10s", "--output", folder("site")] + backend
                    + files + ["--history", folder("history.sqlite")] + options,
                environment: ["HERBARIUM_NO_HISTORY": ""])
        }

        /// Looks through every file, and through all that was said.
        private func expectNone(
            of words: [String], in folder: TemporaryFolder, below name: String = "", _ outcome: ProcessOutcome,
            sourceLocation: SourceLocation = #_sourceLocation
        ) throws {
            let files = try Site(name.isEmpty ? folder.path : folder(name)).contents
            #expect(!files.isEmpty, sourceLocation: sourceLocation)
            for word in words {
                let bytes = Data(word.utf8)
                for (path, data) in files.sorted(by: { $0.key < $1.key }) {
                    let found = data.range(of: bytes)
                    let around = found.map { data[max(0, $0.lowerBound - 120)..<min(data.count, $0.upperBound + 40)] }
                    #expect(
                        found == nil, "'\(word)' in \(path): \(String(decoding: around ?? Data(), as: UTF8.self))",
                        sourceLocation: sourceLocation)
                }
                guard name.isEmpty else { continue }
                #expect(!outcome.errors.contains(word), "\(outcome.errors)", sourceLocation: sourceLocation)
                #expect(outcome.output.range(of: bytes) == nil, sourceLocation: sourceLocation)
            }
        }

        private struct Planted: Decodable, Sendable {
            let planted: Int
        }
    }
}

extension RunningProcess {
    /// The process's command line as everybody sees it.
    fileprivate var title: String {
        get throws { try String(contentsOfFile: "/proc/\(identifier)/cmdline", encoding: .utf8) }
    }
}
