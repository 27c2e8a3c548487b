import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Charts as a browser draws them.
    @Suite(.timeLimit(.minutes(60)), .load(2, about: 10))
    struct ChartPicturesTests {
        @Test func lookTheSameInAnImageAsInline() async throws {
            let demo = try await DemoSite.shared
            let script = URL(filePath: #filePath).appending(path: "../../../Support/compare-drawings")
            let charts = ["outcomes", "failing", "runtime", "runtimes", "queues"]
            let process = try RunningProcess(
                script.standardizedFileURL.path(), charts.map { "\(demo.path)/charts/\($0).svg" },
                environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": NSTemporaryDirectory()])
            let outcome = try await process.outcome()
            try #require(outcome.status == 0, "\(outcome.errors)")
            #expect(String(decoding: outcome.output, as: UTF8.self) == "")
        }
    }
}
