import Foundation
import TestSupport
import Testing

/// Whatever a run reads, and however that hangs, a signal or its deadline ends it, with its own code.
@Suite(.enabled(if: Executable.path != nil, "the executable isn't built beside the tests"), .serialized)
struct EndingTests {
    /// What is read, by a command line in which `PIPE` is a named pipe that nobody writes to, and `DIR` a folder.
    static let readings = [
        "demo --note PIPE", "demo --config PIPE", "report --broker-file PIPE", "render PIPE",
        "import --history DIR/h PIPE",
        "report --broker sentinel://localhost:1 --sentinel-password-file PIPE --no-history",
        "templates render PIPE --data DIR/data", "templates render DIR/template.html --data PIPE",
    ]
    /// The signals in turn, with the codes that they end a run with.
    static let signals: [(number: Int32, code: Int32)] = readings.indices.map {
        [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)][$0 % 3]
    }

    /// A run that waits for its pipe.
    private struct Run {
        let process = Process()
        let errors = Spawning.pipe()
        let folder: TemporaryFolder
        let pipe: String

        init(_ line: String) throws {
            folder = try TemporaryFolder()
            pipe = folder.path + "/pipe"
            try #require(mkfifo(pipe, 0o600) == 0)
            _ = try folder.write("{}", to: "data")
            _ = try folder.write("x", to: "template.html")
            process.executableURL = URL(filePath: try #require(Executable.path))
            process.arguments = line.split(separator: " ").map(String.init).map {
                $0.replacing("PIPE", with: pipe).replacing("DIR", with: folder.path)
            }
            process.currentDirectoryURL = URL(filePath: folder.path)
            process.environment = [:]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = errors
            process.standardInput = FileHandle.nullDevice
            try Spawning.start(process)
        }

        /// Waits until the pipe is open for reading: only then can it be opened for writing without waiting.
        func waitUntilItReads() async throws -> Int32 {
            while process.isRunning {
                let end = open(pipe, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
                if end >= 0 { return end }
                try await Task.sleep(for: .milliseconds(10))
            }
            return -1
        }

        /// What it ends with, and what it says; one that doesn't end for half a minute is killed.
        func outcome(of action: () -> Void = {}) async throws -> (code: Int32, text: String) {
            let start = ContinuousClock.now
            action()
            while process.isRunning, ContinuousClock.now - start < .seconds(30) {
                try await Task.sleep(for: .milliseconds(5))
            }
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
            process.waitUntilExit()
            let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            return (process.terminationReason == .exit ? process.terminationStatus : -1, text)
        }
    }

    @Test(arguments: zip(readings, signals))
    func endsAtASignalWhateverItReads(line: String, signal: (number: Int32, code: Int32)) async throws {
        let run = try Run(line)
        let end = try await run.waitUntilItReads()
        defer { close(end) }
        let outcome = try await run.outcome { kill(run.process.processIdentifier, signal.number) }
        #expect(outcome.code == signal.code, "\(line): \(outcome.text)")
        #expect(outcome.text.filter(\.isNewline).count == 1, "\(line): \(outcome.text)")
    }

    @Test(arguments: ["import --history DIR/h -", "render -"])
    func endsThoughItsStandardInputStaysOpen(line: String) async throws {
        let input = Spawning.pipe()
        let run = Process()
        let folder = try TemporaryFolder()
        run.executableURL = URL(filePath: try #require(Executable.path))
        run.arguments = line.split(separator: " ").map(String.init).map { $0.replacing("DIR", with: folder.path) }
        run.environment = [:]
        run.standardInput = input
        run.standardError = FileHandle.nullDevice
        try Spawning.start(run)
        try input.fileHandleForWriting.write(contentsOf: Data("{}\n".utf8))
        var waiting: Int32 = 1
        while waiting > 0, run.isRunning {
            try #require(ioctl(input.fileHandleForWriting.fileDescriptor, UInt(FIONREAD), &waiting) == 0)
            try await Task.sleep(for: .milliseconds(10))
        }
        kill(run.processIdentifier, SIGTERM)
        run.waitUntilExit()
        #expect(run.terminationReason == .exit && run.terminationStatus == 143)
    }

    @Test func endsByItsDeadlineThoughAPipeSaysNothing() async throws {
        let run = try Run("capture --to DIR/x --broker redis://localhost:1 --deadline 1s --note PIPE")
        let outcome = try await run.outcome()
        #expect(outcome.code == 1)
        #expect(outcome.text.contains("the deadline of 1s passed while reading '\(run.pipe)'"), "\(outcome.text)")
        #expect(outcome.text.filter(\.isNewline).count == 1)
    }

    @Test func readsAPipeThatIsWrittenToLate() async throws {
        let run = try Run("templates render PIPE --data DIR/data")
        let end = try await run.waitUntilItReads()
        #expect(write(end, "late", 4) == 4)
        close(end)
        let outcome = try await run.outcome()
        #expect(outcome.code == 0 && outcome.text.isEmpty, "\(outcome.text)")
    }
}
