import Foundation
import TestSupport
import Testing

/// The program as a process, where that is what matters.
@Suite(.enabled(if: Executable.path != nil, "the executable isn't built beside the tests"))
struct ExecutableTests {
    private func start(_ arguments: [String], environment: [String: String] = [:]) throws -> (Process, Pipe) {
        let process = Process()
        process.executableURL = URL(filePath: try #require(Executable.path))
        process.arguments = arguments
        process.environment = environment
        let errors = Spawning.pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try Spawning.start(process)
        return (process, errors)
    }

    @Test func hidesPasswordsFromTheProcessListAtOnce() async throws {
        // Nobody writes to the pipe, so that the program hangs on its configuration, as early as can be.
        let folder = try TemporaryFolder()
        let pipe = "\(folder.path)/pipe"
        try #require(mkfifo(pipe, 0o600) == 0)
        let (process, _) = try start(["report", "--broker", "redis://:hunter2@host/0", "--config", pipe])
        defer { kill(process.processIdentifier, SIGKILL) }
        var title = ""
        for _ in 0..<100 where !title.contains("***") {
            try await Task.sleep(for: .milliseconds(20))
            title = try String(contentsOfFile: "/proc/\(process.processIdentifier)/cmdline", encoding: .utf8)
        }
        #expect(title.contains("redis://********@host/0"))
        #expect(!title.contains("hunter2"))
        #expect(process.isRunning)
    }

    @Test func endsThoughItsParentBlocksTheSignal() async throws {
        // Foundation starts processes from a thread that blocks every signal.
        let folder = try TemporaryFolder()
        let pipe = "\(folder.path)/pipe"
        try #require(mkfifo(pipe, 0o600) == 0)
        let (process, _) = try start(["demo", "--config", pipe])
        defer { kill(process.processIdentifier, SIGKILL) }
        for _ in 0..<500 where process.isRunning {
            kill(process.processIdentifier, SIGTERM)
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(!process.isRunning)
    }

    @Test func tellsItsStatusToTheShell() throws {
        let (process, errors) = try start(["report", "--listen", "x"])
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 64)
        #expect(text == "error: --listen: 'x' isn't a duration, such as 5s, 500ms or 1h30m\n")
    }
}
