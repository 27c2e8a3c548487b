import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What is written for other programs, read by these: of an ordinary cluster, and of one whose names attack them.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 20))
    struct ReaderTests {
        /// Ours that read, and the file that each is given.
        private static let files = [
            "metrics": "metrics.prom", "feed": "site/feed.atom", "junit": "junit.xml", "jira": "ticket.jira",
            "mail": "ticket.mail",
        ]

        @Test(arguments: [nil, 3, 7]) func findsNothingToStumbleOver(rotation: Int?) async throws {
            let folder = try TemporaryFolder()
            var snapshot = try await DemoSite.shared.path + "/data/snapshot.json"
            if let rotation {
                let hostile = try await support("alter-snapshot", "hostile", "40", snapshot, "\(rotation)")
                snapshot = folder("snapshot.json")
                try hostile.write(to: URL(filePath: snapshot))
            }
            let rules = folder("rules.yml")
            try Data(
                "checks: ['coverage >= 95%', 'failure_rate <= 1%', 'workers.online >= 1', 'wait.p95{type=\"none\"} < 1s']"
                    .utf8
            )
            .write(to: URL(filePath: rules))
            for (flavour, limit) in [("jira", 32_767), ("slack", 12_000), ("mail", 102_000)] {
                let file = folder("ticket.\(flavour)")
                try await expect(
                    0, "render", snapshot, "--output", folder("site"), "--archive", "0", "--metrics",
                    folder("metrics.prom"), "--ticket", flavour, "--markdown", file)
                let text = try String(contentsOfFile: file, encoding: .utf8)
                #expect((flavour == "mail" ? text.utf8.count : text.utf16.count) <= limit, "\(flavour)")
            }
            try await expect(3, "check", snapshot, "--rules", rules, "--junit", folder("junit.xml"))
            for (reader, file) in Self.files { _ = try await support("check-readers", reader, folder(file)) }
        }

        private func expect(_ status: Int32, _ arguments: String...) async throws {
            let outcome = try await Herbarium.run(arguments)
            #expect(outcome.status == status, "\(outcome.errors)")
        }

        /// What a program of the tests' own says; it has to succeed.
        private func support(_ name: String, _ arguments: String...) async throws -> Data {
            let script = URL(filePath: #filePath).appending(path: "../../../Support/\(name)").standardizedFileURL.path()
            let run = try await RunningProcess(
                script, arguments, environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"]
            ).outcome()
            #expect(
                run.status == 0, "\(name) \(arguments): \(String(decoding: run.output, as: UTF8.self)) \(run.errors)")
            return Data(run.output)
        }
    }
}
