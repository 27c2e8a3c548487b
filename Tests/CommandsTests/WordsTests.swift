import Celery
import Foundation
import TestSupport
import Testing

@testable import Commands
@testable import Configuration

/// What the program says of what can't be done: on what, why, and what to do.
struct WordsTests {
    private let errors = Recorder()

    private func run(_ arguments: String...) async -> RunStatus {
        await Program.run(
            arguments: arguments, in: .test(errors: errors, environment: ["HERBARIUM_NO_PROGRESS": "true"]))
    }

    private static let broker = ["--broker", "redis://localhost:1", "--no-history", "--listen", "0s"]

    @Test func advisesNothingThatCannotHelpAtTheRoot() async {
        #expect(await run("demo", "--output", "/") == .failed)
        #expect(errors.text.contains("it is the root of the file system; choose a folder of its own"))
        #expect(!errors.text.contains("--in-place"))
    }

    /// Nobody is asked, as the error would be another one, that the broker can't be reached.
    @Test(arguments: [
        ["report", "--output", "/proc/x"], ["report", "--output", "/sys/x/y"], ["report", "--output", "/dev/null/x"],
        ["report", "--output", "DIR/s", "--markdown", "/proc/x"],
        ["report", "--output", "DIR/s", "--single-file", "DIR"],
        ["capture", "--to", "/proc/x"], ["capture", "--to", "DIR"], ["capture", "--to", "DIR/none/x"],
    ])
    func findsWhereNothingCanBeWrittenBeforeAnybodyIsAsked(arguments: [String]) async throws {
        let folder = try TemporaryFolder()
        let words = arguments.map { $0.replacing("DIR", with: folder.path) } + Self.broker
        #expect(await Program.run(arguments: words, in: .test(errors: errors)) == .failed)
        #expect(errors.text.filter(\.isNewline).count == 1)
        #expect(!errors.text.contains("connect") && errors.text.contains("cannot "), "\(errors.text)")
    }

    @Test func saysThatAHistoryIsAFolder() async throws {
        let folder = try TemporaryFolder()
        #expect(await run("report", "--offline", "--history", folder.path, "--output", folder("s")) == .failed)
        #expect(errors.text.contains("it is a folder; name a file in it with --history"), "\(errors.text)")
    }

    @Test func saysThatAHistorysFolderIsMissing() async throws {
        let folder = try TemporaryFolder()
        let status = await run("report", "--offline", "--history", folder("none/h"), "--output", folder("s"))
        #expect(status == .failed)
        #expect(
            errors.text.contains("its folder is missing; make it, or name another with --history"), "\(errors.text)")
    }

    @Test(arguments: ["foo:x", "foo", "redis://h", "amqp://h:15672", ""])
    func suggestsAnAddressOfTheManagementForOne(address: String) async throws {
        // One run at a time has an output, and these run side by side.
        let folder = try TemporaryFolder()
        let arguments = ["report", "--management=\(address)", "--output", folder("s")] + Self.broker
        #expect(await Program.run(arguments: arguments, in: .test(errors: errors)) == .usage)
        #expect(!errors.text.contains("redis://host"), "\(errors.text)")
    }

    @Test func namesTheSnapshotWhoseZoneIsUnknown() async throws {
        let folder = try TemporaryFolder()
        let snapshot = folder.path + "/snapshot.json"
        #expect(await run("demo", "--output", folder.path + "/site") == .done)
        let text = try String(contentsOfFile: folder.path + "/site/data/snapshot.json", encoding: .utf8)
        try Data(text.replacing("\"time_zone\":\"UTC\"", with: "\"time_zone\":\"Mars\"").utf8)
            .write(to: URL(filePath: snapshot))
        #expect(await run("render", snapshot, "--output", folder.path + "/other") == .failed)
        #expect(errors.text.contains("cannot read the snapshot '\(snapshot)': its time zone 'Mars'"), "\(errors.text)")
        #expect(await run("render", snapshot, "--time-zone", "UTC", "--output", folder.path + "/other") == .done)
    }
}
