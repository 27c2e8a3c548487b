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
                #expect(!FileManager.default.fileExists(atPath: results.trap), "something was unpickled")
            }
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
        }
    }
}

extension TableResults.Table {
    /// What lies beside a file.
    fileprivate var neighbours: [String] {
        let path = address.replacing(#/^[a-z+-]*:\/\/\//#, with: "")
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.contains(".sqlite") }.sorted()
    }
}
