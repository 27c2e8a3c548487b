import Foundation

/// Records a minute of 50,000 events a second from a Redis on loopback, one PUBLISH each.
enum RecordBenchmark {
    private static let rate = 50_000
    private static let seconds = 60

    /// Measures, and prints how many events were published and how many kept.
    static func run() throws {
        let folder = try TemporaryFolder()
        let recording = folder("events.ndjson")
        let python = try Program.variable("CELERY_PYTHON")
        let peers = try Program.variable("PEERS")
        try Program.run(python, [peers + "/generate_events.py", String(rate * seconds)], output: recording)
        let port = 17_379
        let redis = try start("/usr/bin/redis-server", ["--port", "\(port)", "--bind", "127.0.0.1", "--save", ""])
        defer { redis.process.terminate() }
        let publisher = try start(python, [peers + "/publish_events.py", "\(port)", recording, "\(rate)"])
        _ = publisher.output.availableData
        let recorder = try start(
            try Program.variable("HERBARIUM"),
            ["record", "--broker", "redis://127.0.0.1:\(port)/0", "--history", folder("history.sqlite")])
        Thread.sleep(forTimeInterval: 2)
        publisher.input.write(Data("\n".utf8))
        let published = number(at: 0, of: publisher.output.readDataToEndOfFile())
        Thread.sleep(forTimeInterval: 2)
        recorder.process.terminate()
        let said = String(decoding: recorder.errors.readDataToEndOfFile(), as: UTF8.self)
        // Of each line that says "… N events, …", which comes once a minute and at the end.
        let kept = said.split(separator: "\n").reduce(0) { sum, line in
            sum + (line.firstMatch(of: #/([0-9]+) events, /#).flatMap { Int($0.1) } ?? 0)
        }
        print("Published \(published) events, \(rate) a second; heard and kept \(kept).")
        print(said, terminator: "")
    }

    private struct Running {
        let process: Process
        let input: FileHandle
        let output: FileHandle
        let errors: FileHandle
    }

    private static func start(_ path: String, _ arguments: [String]) throws -> Running {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        let (input, output, errors) = (Pipe(), Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        return Running(
            process: process, input: input.fileHandleForWriting, output: output.fileHandleForReading,
            errors: errors.fileHandleForReading)
    }

    private static func number(at index: Int, of output: Data) -> Int {
        let words = String(decoding: output, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        return words.indices.contains(index) ? Int(words[index]) ?? 0 : 0
    }
}
