import Celery
import Foundation
import History
import TestSupport
import Testing

@testable import Commands
@testable import Configuration

/// A report beside what its history knows of the same span so long before.
struct EarlierSpanTests {
    /// Two hours, a day apart, of which the first has one attempt and the other three.
    private func history(in folder: TemporaryFolder) throws -> String {
        let path = folder.path + "/h.sqlite"
        var stream = EventStream()
        stream.attempt("a", at: 600)
        for number in 0..<3 { stream.attempt("b\(number)", at: 86_400 + 600 + Double(number)) }
        var writer = HistoryWriter(to: try History.open(path, identity: nil)) { EventStream.at(90_000) }
        writer.add(stream.events)
        for day in [0.0, 86_400] {
            writer.addWatched(TimeSpan(since: EventStream.at(day), until: EventStream.at(day + 3_600)))
        }
        _ = try writer.commit()
        return path
    }

    private func report(_ baseline: String, _ errors: Recorder = Recorder()) async throws -> (RunStatus, String) {
        let folder = try TemporaryFolder()
        let status = await Program.run(
            arguments: [
                "report", "--offline", "--history", try history(in: folder), "--since", "1h", "--baseline", baseline,
                "--output", folder.path + "/site",
            ], in: .test(errors: errors))
        let page = try? String(contentsOfFile: folder.path + "/site/compare.md", encoding: .utf8)
        return (status, page ?? "")
    }

    @Test func comparesWithTheSameSpanADayBefore() async throws {
        let errors = Recorder()
        let (status, page) = try await report("24h", errors)
        #expect(status == .done, "\(errors.text)")
        let sides = page.split(separator: "\n").filter { $0.hasPrefix("| Before") || $0.hasPrefix("| After") }
        #expect(sides.count == 2 && sides.allSatisfy { $0.contains("100 %") }, "\(sides)")
        let rate = try #require(page.split(separator: "\n").first { $0.contains("`rate`") })
        #expect(rate.contains("| 1 &#47;h |") && rate.contains("| 3 &#47;h |"), "\(rate)")
    }

    @Test func saysThatNobodyWatchedThen() async throws {
        let (status, page) = try await report("7d")
        #expect(status == .done && page.contains("| Before |") && !page.contains("`rate`"), "\(page)")
    }
}
