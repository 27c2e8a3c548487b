import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// What whoever clones this has for CI.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 5))
    struct WorkflowTests {
        @Test func fitTheSchemaOfTheirs() async throws {
            let script = URL(filePath: #filePath).appending(path: "../../../Support/check-workflows")
            let run = try await RunningProcess(
                script.standardizedFileURL.path(), [], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"]
            ).outcome()
            #expect(run.status == 0, "\(String(decoding: run.output, as: UTF8.self)) \(run.errors)")
        }

        @Test func runAllThatHasToHold() throws {
            let workflow = URL(filePath: #filePath).appending(path: "../../../../.github/workflows/ci.yml")
            let text = try String(contentsOf: workflow.standardizedFileURL, encoding: .utf8)
            #expect(text.contains("run: .ci/run"))
        }
    }
}
