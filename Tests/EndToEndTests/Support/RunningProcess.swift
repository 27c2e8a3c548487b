import Foundation
import TestSupport
import Testing

/// How a process ended, and what it said.
struct ProcessOutcome: Sendable {
    /// Its exit code, or 128 and the number of the signal that killed it.
    let status: Int32
    /// What it wrote to its standard output.
    let output: Data
    /// What it wrote to its standard error.
    let errors: String
    /// Seconds from its start to its end.
    let seconds: Double

    /// The lines of `errors`.
    var complaints: [String] { errors.split(separator: "\n").map(String.init) }
}

/// A process whose output goes to files, so that it never waits for whoever reads it.
final class RunningProcess: Sendable {
    private let process = Process()
    private let folder: TemporaryFolder
    private let start = ContinuousClock.now
    private let ended: AsyncStream<ContinuousClock.Instant>

    /// Starts it.
    init(_ path: String, _ arguments: [String], environment: [String: String]) throws {
        folder = try TemporaryFolder()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        let (output, errors) = (try folder.file("output"), try folder.file("errors"))
        process.standardOutput = output
        process.standardError = errors
        let (ended, end) = AsyncStream.makeStream(of: ContinuousClock.Instant.self)
        self.ended = ended
        process.terminationHandler = { _ in
            end.yield(.now)
            end.finish()
        }
        try Spawning.start(process)
        // The process has its own; a whole run of tests would otherwise hold a thousand.
        try output.close()
        try errors.close()
    }

    deinit {
        if process.isRunning { send(SIGKILL) }
    }

    /// Whether it has not ended yet.
    var isRunning: Bool { process.isRunning }

    /// Its number.
    var identifier: Int32 { process.processIdentifier }

    /// Sends it a signal.
    func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Waits for its end; a second caller would wait for good.
    func outcome() async throws -> ProcessOutcome {
        var end = ContinuousClock.now
        for await instant in ended { end = instant }
        if process.isRunning {
            // The test ran out of time.
            send(SIGKILL)
            throw CancellationError()
        }
        let isKilled = process.terminationReason == .uncaughtSignal
        return ProcessOutcome(
            status: process.terminationStatus + (isKilled ? 128 : 0), output: try folder.data("output"),
            errors: String(decoding: try folder.data("errors"), as: UTF8.self), seconds: (end - start) / .seconds(1))
    }
}
