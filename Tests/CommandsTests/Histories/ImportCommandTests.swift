import Foundation
import TestSupport
import Testing

@testable import Application
@testable import Commands
@testable import Configuration

struct ImportCommandTests {
    private let errors = Recorder()

    private func run(_ arguments: String...) async -> RunStatus {
        await Program.run(arguments: arguments, in: .test(errors: errors))
    }

    private static func event(_ type: String, at time: Int) -> String {
        """
        {"type": "\(type)", "uuid": "t1", "hostname": "w1@a", "timestamp": \(1_790_000_000 + time), "clock": \(time)}
        """
    }

    @Test func addsWhatIsGoodAndNamesWhatIsBad() async throws {
        let folder = try TemporaryFolder()
        let text = [
            Self.event("task-received", at: 1), "{bad", "", Self.event("task-started", at: 2), "[1]",
            "[\(Self.event("task-succeeded", at: 3))]",
        ].joined(separator: "\n")
        let file = try folder.write(text, to: "events.ndjson")
        #expect(await run("import", "--history", folder.path + "/h.sqlite", file) == .failed)
        #expect(errors.text.contains("notice: 3 events added\n"))
        #expect(errors.text.contains("\(file):2: not JSON"))
        #expect(errors.text.contains("\(file):5: not an event"))
        #expect(errors.text.contains("2 lines hold no event that can be read"))
    }

    @Test func addsNothingTwice() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(Self.event("task-received", at: 1) + "\n", to: "events.ndjson")
        #expect(await run("import", "--history", folder.path + "/h.sqlite", file) == .done)
        #expect(await run("import", "--history", folder.path + "/h.sqlite", file, file) == .done)
        #expect(errors.text == "notice: 1 event added\nnotice: 0 events added, 2 known before\n")
    }

    @Test func drawsABarOnATerminal() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(Self.event("task-received", at: 1) + "\n", to: "events.ndjson")
        let terminal = Context.test(errors: errors, isTerminal: true, columns: 400)
        let history = ["--history", folder.path + "/h.sqlite"]
        let status = await Program.run(arguments: ["import", file] + history, in: terminal)
        #expect(status == .done)
        #expect(errors.text.contains("[--------------------] 0 % \(file), 0 events added"))
    }

    @Test func readsAPackedRecording() async throws {
        let folder = try TemporaryFolder()
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let recording = root.appending(path: "Sources/CRecording/recording.ndjson.gz").path(percentEncoded: false)
        #expect(await run("import", "--history", folder.path + "/h.sqlite", recording) == .done)
        #expect(errors.text == "notice: 13116 events of tasks added, 1499 of workers read\n")
    }

    @Test func refusesAPackedFileThatEndsTooEarly() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], to: "events.ndjson.gz")
        #expect(await run("import", "--history", folder.path + "/h.sqlite", file) == .failed)
        #expect(errors.text.contains("gzip that ends too early"))
    }

    @Test func needsToKnowWhichHistory() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("", to: "events.ndjson")
        #expect(await run("import", file) == .usage)
        #expect(errors.text.contains("no broker given"))
    }

    @Test func refusesToRecordIntoNothing() async {
        #expect(await run("record", "--no-history", "--broker", "redis://localhost") == .usage)
        #expect(errors.text.contains("leaves nothing to keep the events in"))
    }
}
