import TestSupport
import Testing

@testable import Commands
@testable import Configuration

struct BaselineReferenceTests {
    @Test(
        arguments: [
            ("24h", .ago(.hours(24))), ("7d", .ago(.days(7))), ("1h30m", .ago(.minutes(90))),
            ("yesterday.json", .file("yesterday.json")), ("./24h", .file("./24h")), ("24", .file("24")),
            ("-24h", .file("-24h")), ("/site", .file("/site")),
        ] as [(String, BaselineReference)])
    func tellsTimesFromFiles(text: String, reference: BaselineReference) throws {
        #expect(try BaselineReference(parsing: text) == reference)
        #expect(try BaselineReference(parsing: "\(reference)") == reference)
    }

    @Test(arguments: ["", "0s"]) func refusesWhatIsNeither(text: String) {
        #expect(throws: CommandError.self) { try BaselineReference(parsing: text) }
    }

    /// Before anything is looked at.
    @Test(arguments: [
        ["render", "none.json"], ["demo"], ["report", "--no-history", "--broker", "redis://localhost:1"],
    ])
    func knowsATimeBeforeFromAHistoryAlone(arguments: [String]) async throws {
        let (errors, folder) = (Recorder(), try TemporaryFolder())
        let status = await Program.run(
            arguments: arguments + ["--baseline", "24h", "--output", folder.path + "/site"], in: .test(errors: errors))
        #expect(status == .usage)
        #expect(
            errors.text.hasPrefix("error: '--baseline 24h' is a time before, which only the history"), "\(errors.text)")
    }
}
