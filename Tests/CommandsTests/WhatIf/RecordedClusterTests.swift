import Celery
import Foundation
import TestSupport
import Testing

@testable import Application
@testable import Commands
@testable import Configuration

/// The real cluster that `demo` shows, replayed as it was.
struct RecordedClusterTests {
    private struct Answer: Decodable {
        struct Error: Decodable { let share: Double? }
        struct Errors: Decodable { let wait_p50, wait_p95: Error }
        let executions: Int
        let error: Errors
    }

    private static let recording = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources/CRecording/recording.ndjson.gz").standardized.path

    @Test func isReplayedWithinTenPercent() async throws {
        let folder = try TemporaryFolder()
        let (output, errors) = (Recorder(), Recorder())
        var context = Context.test(output: output, errors: errors)
        context.now = { Instant(iso8601: "2026-11-23T00:00:00Z") ?? .distantPast }
        let history = ["--history", folder("h.sqlite")]
        #expect(await Program.run(arguments: ["import"] + history + [Self.recording], in: context) == .done)
        for (queue, executions) in [("mail", 1183), ("images", 425)] {
            let (output, span) = (Recorder(), ["--since", "2026-11-22T09:51:28Z", "--until", "2026-11-22T10:00:31Z"])
            context.standardOutput = output.output
            let status = await Program.run(
                arguments: ["what-if", "--queue", queue, "--json"] + history + span, in: context)
            #expect(status == .done, "\(errors.text)")
            let answer = try JSONDecoder().decode(Answer.self, from: Data(output.text.utf8))
            #expect(answer.executions == executions)
            for error in [answer.error.wait_p50, answer.error.wait_p95] {
                #expect(abs(try #require(error.share)) < 0.1, "\(queue)")
            }
        }
    }
}
