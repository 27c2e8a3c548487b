import Celery
import Foundation
import History
import TestSupport
import Testing

@testable import Commands
@testable import Configuration

struct HistoryCommandTests {
    private let output = Recorder()
    private let errors = Recorder()

    private func run(_ arguments: String...) async -> RunStatus {
        await Program.run(arguments: ["history"] + arguments, in: .test(output: output, errors: errors))
    }

    /// A history with some events in it.
    private func history(in folder: TemporaryFolder) throws -> String {
        let path = folder.path + "/h.sqlite"
        var writer = HistoryWriter(to: try History.open(path, identity: nil)) { Instant(microseconds: 0) }
        writer.add(.events(4))
        _ = try writer.commit()
        return path
    }

    @Test func tellsWhatAHistoryHolds() async throws {
        let folder = try TemporaryFolder()
        let path = try history(in: folder)
        #expect(await run("info", "--history", path) == .done)
        #expect(output.text.hasPrefix("file: \(path)\nsize: "))
        #expect(output.text.contains("\ntasks: 4 (0 failed, "))
        #expect(errors.text.isEmpty)
    }

    @Test func copiesThinsAndChecks() async throws {
        let folder = try TemporaryFolder()
        let path = try history(in: folder)
        #expect(await run("backup", "--history", path, folder.path + "/copy.sqlite") == .done)
        #expect(await run("check", "--history", folder.path + "/copy.sqlite") == .done)
        #expect(await run("prune", "--history", path, "--keep", "1d") == .done)
        #expect(errors.text.contains("copy.sqlite' is sound") && errors.text.contains("0 tasks taken away"))
    }

    @Test(arguments: ["info", "prune", "check"]) func makesNone(command: String) async throws {
        let folder = try TemporaryFolder()
        #expect(await run(command, "--history", folder.path + "/none.sqlite") == .failed)
        #expect(
            errors.text
                == "error: there is no history at '\(folder.path)/none.sqlite'; name one with --history, or its broker\n"
        )
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func saysThatOneIsUnsound() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(repeating: UInt8(7), count: 9_000), to: "h.sqlite")
        #expect(await run("check", "--history", path) == .failed)
        #expect(errors.text.filter(\.isNewline).count == 1 && errors.text.hasPrefix("error: "))
    }
}
