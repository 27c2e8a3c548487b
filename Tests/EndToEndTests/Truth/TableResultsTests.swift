import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Results that real workers keep in tables are told as they are, and nothing in them is unpacked or written.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 25))
    struct TableResultsTests {
        @Test func tellsEveryStateThatWorkersStore() async throws {
            try await TableResults.with { results in
                for table in results.tables { try await check(table, of: results) }
                try await checkTrouble(results)
                #expect(!FileManager.default.fileExists(atPath: results.trap), "something was unpickled")
            }
        }

        /// One line for each trouble, and no password in it.
        private func checkTrouble(_ results: TableResults) async throws {
            let least = try await capture(results, results.least)
            #expect(least.status == 0 && least.errors.isEmpty, "\(least.errors)")
            let words = [
                "wrong-password": "refuses the user name or the password", "no-rights": "does not permit this user",
                "no-table": "it has no table 'celery_taskmeta'", "no-database": "\"nowhere\" does not exist",
                "no-server": "Connection refused", "no-encryption": "does not support SSL",
                "no-password": "asks for a password",
            ]
            #expect(Set(words.keys) == Set(results.trouble.keys))
            for (name, address) in results.trouble.sorted(by: { $0.key < $1.key }) {
                let run = try await capture(results, address)
                let lines = run.errors.split(separator: "\n").filter { $0.contains("results") }
                #expect(run.status == 2 && lines.count == 1, "\(name): \(run.errors)")
                #expect(run.errors.contains(words[name] ?? "?"), "\(name): \(run.errors)")
                #expect(!run.errors.contains("hushed") && run.output.range(of: Data("hushed".utf8)) == nil, "\(name)")
            }
        }

        private func capture(_ results: TableResults, _ address: String) async throws -> ProcessOutcome {
            try await Herbarium.run(
                ["capture", "--to", "-", "--broker", results.broker, "--listen", "0s", "--passive"]
                    + ["--result-backend", address])
        }

        private func check(_ table: TableResults.Table, of results: TableResults) async throws {
            let folder = try TemporaryFolder()
            let before = table.neighbours
            let run = try await Herbarium.run(
                ["capture", "--to", folder("snapshot.json"), "--broker", results.broker, "--listen", "0s", "--passive"]
                    + ["--result-backend", table.address])
            #expect(run.status == 0, "\(table.name): \(run.errors)")
            #expect(table.neighbours == before, "\(table.name)")
            let text = try folder.text("snapshot.json")
            #expect(!text.contains(results.masked), "\(table.name)")
            let snapshot = try SnapshotFile.read(folder.data("snapshot.json"))
            #expect(snapshot.status(of: "results") == "ok", "\(table.name): \(run.errors)")
            let tasks = snapshot.tasks.filter { $0.source == "results" }
            let states = Dictionary(tasks.map { ($0.uuid, $0.state) }, uniquingKeysWith: { one, _ in one })
            #expect(states == table.tasks, "\(table.name)")
            for task in tasks where task.uuid != "planted" && task.state != "REVOKED" {
                #expect(task.name?.hasPrefix("tables.") == true, "\(table.name): \(task)")
                #expect(task.worker == "\(table.name)@tables", "\(table.name): \(task)")
            }
            #expect(text.contains("{'paid': [1, 2]}") && text.contains("ValueError('no such order')"), "\(table.name)")
            try checkSchedule(table, JSONDecoder().decode(Periodic.self, from: folder.data("snapshot.json")))
        }

        /// What django-celery-beat has beside the results, and which task an entry sent.
        private func checkSchedule(_ table: TableResults.Table, _ told: Periodic) throws {
            guard table.name.hasPrefix("django") else { return #expect(told.periodic.isEmpty, "\(table.name)") }
            let rows = told.periodic.map { [$0.name, $0.task, $0.schedule, $0.source, $0.last] }
            #expect(
                rows == [
                    ["five", "tables.succeed", "<freq: 5 minutes>", "django", "2026-11-22T07:55:00.250000Z"],
                    ["night", "tables.fail", "<crontab: 0 4 * * * (m/h/dM/MY/d)>", "django", nil],
                ], "\(table.name)")
            #expect(told.periodic.last?.next?.contains(/T0[23]:00:00/) == true, "04:00 in Berlin, \(table.name)")
            #expect(told.tasks.compactMap(\.periodic) == ["five"], "\(table.name)")
        }

        private struct Periodic: Decodable {
            let periodic: [Row]
            let tasks: [Task]

            struct Row: Decodable { let name, task, schedule, source, last, next: String? }

            struct Task: Decodable { let periodic: String? }
        }
    }
}

extension TableResults.Table {
    /// What lies beside a file.
    fileprivate var neighbours: [String] {
        let path = address.replacing(#/^[a-z+-]*:\/\/\//#, with: "")
        guard address.contains("sqlite") else { return [] }
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.contains(".sqlite") }.sorted()
    }
}
