import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What `herbarium schema` prints, by a judge of JSON Schema that isn't ours.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 5))
    struct SchemaTests {
        private static let script = URL(filePath: #filePath).appending(path: "../../../Support/check-schema")
            .standardizedFileURL.path()

        @Test func isOneAndTellsWhatIsWritten() async throws {
            let folder = try TemporaryFolder()
            let demo = try await DemoSite.shared
            let schema = try await Herbarium.run(["schema"])
            #expect(schema.status == 0 && schema.errors.isEmpty, "\(schema.errors)")
            try schema.output.write(to: URL(filePath: folder("schema.json")))
            let good = try await judged(folder("schema.json"), "\(demo.path)/data/snapshot.json")
            #expect(good.status == 0, "\(String(decoding: good.output, as: UTF8.self)) \(good.errors)")

            let snapshot = try String(contentsOfFile: "\(demo.path)/data/snapshot.json", encoding: .utf8)
            try Data(snapshot.replacing(#""severity":"critical""#, with: #""severity":"grave""#).utf8)
                .write(to: URL(filePath: folder("other.json")))
            #expect(try await judged(folder("schema.json"), folder("other.json")).status == 1)
        }

        private func judged(_ schema: String, _ file: String) async throws -> ProcessOutcome {
            try await RunningProcess(
                Self.script, [schema, file], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"]
            ).outcome()
        }
    }
}
