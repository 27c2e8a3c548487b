import Celery
import History
import TestSupport
import Testing

@testable import Commands
@testable import Configuration

struct MarkCommandTests {
    private let errors = Recorder()
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func mark(_ arguments: String...) async -> RunStatus {
        await Program.run(
            arguments: ["mark"] + arguments + ["--history", folder.path + "/h.sqlite"], in: .test(errors: errors))
    }

    private var marks: [ClusterChange] {
        get throws {
            try History.existing(folder.path + "/h.sqlite").changes(
                in: TimeSpan(since: .distantPast, until: .distantFuture))
        }
    }

    @Test func writesWhatHappenedAndWhen() async throws {
        #expect(await mark("deploy 1.4.2") == .done)
        #expect(await mark("deploy 1.4.1", "--at", "2h") == .done)
        #expect(await mark("start", "--at", "1969-12-31T20:00+01:00") == .done)
        let epoch = Instant(microseconds: 0)
        #expect(
            try marks == [
                .mark("start", at: epoch - 5 * 3_600), .mark("deploy 1.4.1", at: epoch - 7_200),
                .mark("deploy 1.4.2", at: epoch),
            ])
        #expect(errors.text.contains("notice: marked 1970-01-01T00:00:00Z in '\(folder.path)/h.sqlite'"))
    }

    @Test func takesSecretsOut() async throws {
        #expect(await mark("deploy https://ci:hunter2@git.example.org") == .done)
        #expect(try marks.map(\.subject) == ["deploy https://ci:[redacted]@git.example.org"])
    }

    @Test func takesOutWhatOneNames() async throws {
        #expect(await mark("rotated acme_key=hunter2 and team=7", "--redact", "acme_key") == .done)
        #expect(try marks.map(\.subject) == ["rotated acme_key=[redacted] and team=7"])
    }

    @Test(arguments: ["", "  ", "a\nb", "a\u{1b}[31m", "a\u{2028}b", String(repeating: "x", count: 201)])
    func refusesWhatIsNoLineOfWords(text: String) async {
        #expect(await mark(text) == .usage)
        #expect(errors.text.hasPrefix("error: ") && errors.text.contains("a mark "), "\(errors.text)")
    }

    @Test func refusesTheFutureAndWhatIsNoTime() async {
        #expect(await mark("x", "--at", "1970-01-01T00:00:01Z") == .usage)
        #expect(errors.text.contains("'--at 1970-01-01T00:00:01.000000Z' is in the future"), "\(errors.text)")
        #expect(await mark("x", "--at", "soon") == .usage)
        #expect(errors.text.contains("'soon' isn't a time"), "\(errors.text)")
    }

    @Test func asksForABrokerOrAHistory() async {
        #expect(await Program.run(arguments: ["mark", "x"], in: .test(errors: errors)) == .usage)
        #expect(errors.text.contains("--broker"), "\(errors.text)")
    }
}
