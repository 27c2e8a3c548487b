import Foundation

/// Records a minute of 50,000 events a second from a Redis on loopback, one PUBLISH each.
enum RecordBenchmark {
    private static let rate = 50_000
    private static let seconds = 60

    /// Measures, and prints how many events were published and how many kept.
    static func run() throws {
        let folder = try TemporaryFolder()
        try record(into: [["--history", folder("history.sqlite")]], rate: rate, seconds: seconds, in: folder)
    }

    /// Lets a recorder keep what is published for so many seconds, into each of these histories from a Redis of its own.
    static func record(into histories: [[String]], rate: Int, seconds: Int, in folder: TemporaryFolder) throws {
        let recording = folder("published.ndjson")
        let python = try Program.variable("CELERY_PYTHON")
        let peers = try Program.variable("PEERS")
        try Program.run(python, [peers + "/generate_events.py", String(rate * seconds)], output: recording)
        let sides = try histories.enumerated().map { number, history in
            let port = 17_379 + number
            let redis = try start("/usr/bin/redis-server", ["--port", "\(port)", "--bind", "127.0.0.1", "--save", ""])
            let publisher = try start(python, [peers + "/publish_events.py", "\(port)", recording, "\(rate)"])
            _ = publisher.output.availableData
            let recorder = try start(
                try Program.variable("HERBARIUM"), ["record", "--broker", "redis://127.0.0.1:\(port)/0"] + history)
            return (redis: redis, publisher: publisher, recorder: recorder)
        }
        defer { for side in sides { side.redis.process.terminate() } }
        Thread.sleep(forTimeInterval: 2)
        for side in sides { side.publisher.input.write(Data("\n".utf8)) }
        let published = sides.map { number(at: 0, of: $0.publisher.output.readDataToEndOfFile()) }
        Thread.sleep(forTimeInterval: 2)
        for side in sides { side.recorder.process.terminate() }
        let said = sides.map { String(decoding: $0.recorder.errors.readDataToEndOfFile(), as: UTF8.self) }
        // Of each line that says "… N events, …", which comes once a minute and at the end.
        let kept = said.map { said in
            said.split(separator: "\n").reduce(0) { sum, line in
                sum + (line.firstMatch(of: #/([0-9]+) events, /#).flatMap { Int($0.1) } ?? 0)
            }
        }
        print(
            "Published \(published.reduce(0, +)) events, \(rate) a second to each of \(sides.count); heard and kept",
            "\(kept.reduce(0, +)).")
        print(said.joined(), terminator: "")
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
