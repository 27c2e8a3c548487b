import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The feed, by a reader of feeds and by the rules of RFC 4287.
    @Suite(.timeLimit(.minutes(60)), .load(1, about: 5))
    struct FeedReaderTests {
        @Test func isReadWhateverNamesThereAre() async throws {
            let (demo, hostile) = (
                try await DemoSite.shared, try await PageCheck.site("hostile", tasks: 200, rotation: 0)
            )
            for site in [demo.path, hostile("site")] {
                let judged = try await judged("\(site)/feed.atom")
                let words = String(decoding: judged.output, as: UTF8.self)
                #expect(judged.status == 0, "\(words) \(judged.errors)")
                #expect(Int(words.trimmingCharacters(in: .newlines)) ?? 0 > 0, "\(words)")
            }
        }

        /// The judge would tell.
        @Test func isNoneWhereItRepeatsAnIdentifierOrLacksATime() async throws {
            let folder = try TemporaryFolder()
            let feed = try String(contentsOfFile: DemoSite.shared.path + "/feed.atom", encoding: .utf8)
            let identical = feed.replacing(#/<id>[^<]*<\/id>/#, with: "<id>urn:uuid:0</id>")
            for (number, text) in [identical, feed.replacing(#/<updated>[^<]*<\/updated>/#, with: "")].enumerated() {
                try #require(text != feed)
                try Data(text.utf8).write(to: URL(filePath: folder("\(number).atom")))
                #expect(try await judged(folder("\(number).atom")).status == 1)
            }
        }

        private func judged(_ file: String) async throws -> ProcessOutcome {
            let script = URL(filePath: #filePath).appending(path: "../../../Support/check-feed").standardizedFileURL
            return try await RunningProcess(
                script.path(), [file], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"]
            ).outcome()
        }
    }
}
