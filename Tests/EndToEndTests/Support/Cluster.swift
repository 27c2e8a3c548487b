import Foundation
import TestSupport
import Testing

/// A real cluster, started by `Tests/Support/cluster.py`; gone when the test is.
actor Cluster {
    /// What it says once it runs.
    struct Addresses: Decodable, Sendable {
        let broker: String
        let resultBackend: String?
        let port: Int
        let tlsPort: Int
        /// The folder of the certificates, where it has an encrypted port.
        let certificates: String?
        /// Redis' own.
        let socket: String?
        /// RabbitMQ's own.
        let management: String?
        /// What Sentinels call the master.
        let master: String?
        let workers: [String]
    }

    /// It refused to do what it was told.
    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    /// Where it can be reached.
    nonisolated let addresses: Addresses
    private let process = Process()
    private let commands = Spawning.pipe()
    private let answers: LineReader

    /// Starts one, hands it over, and stops it.
    static func with<Value: Sendable>(
        _ options: [String], _ body: (Cluster) async throws -> Value
    ) async throws -> Value {
        let cluster = try await Cluster(options)
        do {
            let value = try await body(cluster)
            await cluster.stop()
            return value
        } catch {
            await cluster.stop()
            throw error
        }
    }

    /// Starts one, which whoever starts it has to stop.
    init(_ options: [String]) async throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Support/cluster.py"
        ).standardizedFileURL
        let output = Spawning.pipe()
        process.executableURL = script
        process.arguments = ["serve"] + options
        process.standardInput = commands
        process.standardOutput = output
        try Spawning.start(process)
        answers = LineReader(output.fileHandleForReading)
        addresses = try Self.decode(Addresses.self, try await answers.next())
    }

    /// Tells it to do something, with arguments as its protocol has them, and returns what came of it.
    @discardableResult
    func tell<Answer: Decodable & Sendable>(
        _ command: String, _ arguments: [String: any Sendable] = [:], as type: Answer.Type = Nothing.self
    ) async throws -> Answer {
        let request = try JSONSerialization.data(withJSONObject: arguments.merging(["do": command]) { $1 })
        try commands.fileHandleForWriting.write(contentsOf: request + Data("\n".utf8))
        let answer = try await answers.next()
        let status = try Self.decode(Status.self, answer)
        if !status.ok { throw Refusal(description: "\(command): \(status.error ?? "")") }
        return try Self.decode(type, answer)
    }

    /// Returns once all of its processes are gone.
    func stop() async {
        // It may be gone already.
        try? commands.fileHandleForWriting.close()
        let process = process
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                process.waitUntilExit()
                continuation.resume()
            }
        }
    }

    private struct Status: Decodable {
        let ok: Bool
        let error: String?
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ data: Data) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: data)
    }
}

/// An answer of which nothing matters.
struct Nothing: Decodable, Sendable {}
