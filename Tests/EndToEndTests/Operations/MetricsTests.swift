import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What `--metrics` writes, by those who are to read it: promtool, a node_exporter and a Prometheus.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 10))
    struct MetricsTests {
        @Test(arguments: [false, true])
        func arriveAtPrometheusWhateverNamesThereAre(_ isHostile: Bool) async throws {
            let folder = try TemporaryFolder()
            var snapshot = try await DemoSite.shared.path + "/data/snapshot.json"
            if isHostile {
                let altered = try await Self.run("alter-snapshot", ["hostile", "200", snapshot, "0"])
                try #require(altered.status == 0, "\(altered.errors)")
                snapshot = folder("snapshot.json")
                try altered.output.write(to: URL(filePath: snapshot))
            }
            let metrics = folder("herbarium.prom")
            let run = try await Herbarium.run(
                ["render", snapshot, "--output", folder("site"), "--metrics", metrics])
            try #require(run.status == 0, "\(run.errors)")
            let told = try await Self.run("check-metrics", [metrics])
            let words = String(decoding: told.output, as: UTF8.self)
            #expect(told.status == 0, "\(words) \(told.errors)")
            // A file in which nothing stood would have nothing that differs.
            let count = words.firstMatch(of: #/^(\d+) samples are the same\n$/#).flatMap { Int($0.1) }
            #expect(try #require(count, "\(words)") > 100)
        }

        @Test func areTheNumbersOfTheSnapshot() async throws {
            let folder = try TemporaryFolder()
            let demo = try await DemoSite.shared
            let totals = try #require(try Site(demo.path).snapshot()).totals
            let run = try await Herbarium.run(
                [
                    "render", demo.path + "/data/snapshot.json", "--output", folder("site"), "--metrics",
                    folder("herbarium.prom"),
                ])
            try #require(run.status == 0, "\(run.errors)")
            let lines = String(decoding: try folder.data("herbarium.prom"), as: UTF8.self).split(separator: "\n")
            for column in ["processed", "succeeded", "failed"] {
                let number = try #require(column == "processed" ? totals.processed : totals[column])
                #expect(lines.contains("herbarium_attempts_\(column) \(number)"), "\(column)")
            }
        }

        private static func run(_ script: String, _ arguments: [String]) async throws -> ProcessOutcome {
            let path = URL(filePath: #filePath).appending(path: "../../../Support/\(script)").standardizedFileURL.path()
            return try await RunningProcess(
                path, arguments, environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"]
            ).outcome()
        }
    }
}
