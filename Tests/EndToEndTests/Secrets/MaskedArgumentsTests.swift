import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What a caller masked stays masked, wherever workers, messages and results tell it.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 30))
    struct MaskedArgumentsTests {
        private static let value = "4111-real-value"

        @Test(arguments: ["4.4.7", "5.6.2", "5.7.0"])
        func publishesNoArgumentThatItsCallerMasked(_ version: String) async throws {
            let options = ["--scenario", "small", "--version", version, "--results", "extended", "--no-events"]
            try await Cluster.with(options) { cluster in
                let folder = try TemporaryFolder()
                try await cluster.tell("send-masked", ["value": Self.value])
                let backend = try #require(cluster.addresses.resultBackend)
                let run = try await Herbarium.run(
                    ["report", "--broker", cluster.addresses.broker, "--result-backend", backend, "--listen", "1s"]
                        + ["--output", folder("site"), "--history", folder("history.sqlite")],
                    environment: ["HERBARIUM_NO_HISTORY": ""])
                #expect(run.status == 0 || run.status == 2, "\(run.errors)")
                let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
                #expect(files.contains("site/data/snapshot.json") && files.contains("history.sqlite"))
                for file in files {
                    let path = folder.path + "/" + file
                    guard let content = FileManager.default.contents(atPath: path) else { continue }
                    #expect(content.range(of: Data(Self.value.utf8)) == nil, "\(file)")
                }
                let snapshot = try SnapshotFile.read(folder.data("site/data/snapshot.json"))
                let held = snapshot.tasks.filter { $0.state == "RECEIVED" }
                #expect(held.count >= 5, "\(snapshot.tasks.map(\.state))")
                // The messages in flight have the caller's own words.
                #expect(held.allSatisfy { $0.args == "('<masked>',)" }, "\(held.map(\.args))")
            }
        }
    }
}
