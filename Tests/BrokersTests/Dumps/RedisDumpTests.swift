import Celery
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Brokers

/// Dumps that the installed server wrote, and what is made of them.
@Suite(
    .lanes, .load(1, about: 5), .timeLimit(.minutes(60)),
    .enabled(if: RedisServer.program != nil, "redis-server is not installed"))
struct RedisDumpTests {
    private let folder: TemporaryFolder
    private let environment: [String: String]
    private let detailed = QueueRequest(isDetailed: true)

    init() throws {
        folder = try TemporaryFolder()
        environment = ["PATH": "/usr/bin:/usr/local/bin:/opt/homebrew/bin", "TMPDIR": folder.path]
    }

    /// Asks a server to save, and takes the dump to `name`, beyond the folder for what is temporary.
    private func save(_ server: RedisServer, as name: String) async throws -> String {
        #expect(try await server.ask("SAVE").text == "OK")
        let written = URL(filePath: server.socket).deletingLastPathComponent().appending(path: "dump.rdb")
        return try folder.write(Array(try Data(contentsOf: written)), to: "kept/\(name)")
    }

    private func url(_ path: String, database: Int = 0) throws -> BrokerURL {
        try BrokerURL("rdb:\(path)?db=\(database)")
    }

    private func open(_ path: String) async throws -> RedisDump {
        try await RedisDump.open(url(path), environment: environment, options: StreamOptions())
    }

    /// What keeps a file from being read.
    private func flaw(_ path: String, _ environment: [String: String]? = nil) async throws -> DumpFlaw? {
        let place = try url(path)
        do throws(BrokerError) {
            _ = try await RedisDump.open(
                place, environment: environment ?? self.environment, options: StreamOptions())
            return nil
        } catch {
            guard case .dump("rdb:\(path)", let flaw) = error else { throw error }
            #expect(!"\(error)".contains("\n"))
            return flaw
        }
    }

    private var leftovers: [String] { get throws { try folder.names().filter { $0 != "kept" } } }

    private func push(_ queue: String, _ ids: Range<Int>) -> RedisCommand {
        RedisCommand("LPUSH", [queue] + ids.map { Messages.task("\(queue)-\($0)") })
    }

    private func bind(_ queue: String) -> RedisCommand {
        RedisCommand("SADD", "_kombu.binding.\(queue)", [queue, "", queue].joined(separator: "\u{6}\u{16}"))
    }

    /// A broker at work: two queues, one with priorities, messages in flight, results.
    private var work: [RedisCommand] {
        [bind("mail"), bind("größe"), push("mail", 0..<300), push("mail\u{6}\u{16}3", 0..<20), push("größe", 0..<2)]
            + (0..<30).flatMap { number in
                [
                    RedisCommand(
                        "HSET", "unacked", "tag\(number)", Messages.delivered("in-flight-\(number)", key: "mail")),
                    RedisCommand("ZADD", "unacked_index", "\(1_700_000_000 + number)", "tag\(number)"),
                ]
            }
            + (0..<50).map { RedisCommand("SET", "celery-task-meta-r\($0)", Messages.result("r\($0)"), "EX", "86400") }
    }

    @Test func tellWhatThePassiveLookAtTheLivingServerTold() async throws {
        try await checkDump(of: try #require(RedisServer.program))
    }

    @Test(.enabled(if: RedisServer.former != nil, "'make test' installs Redis 6; nobody did"))
    func tellTheSameThoughAFormerServerWroteThem() async throws {
        try await checkDump(of: try #require(RedisServer.former))
    }

    private func checkDump(of program: String) async throws {
        try await RedisServer.with(program: program) { server in
            _ = try await server.connect(database: 3).ask(work)
            var options = BrokerOptions()
            options.isPassive = true
            let live = try await RedisBroker(server.url(database: 3), options: options).readQueues(detailed)
            let results = try await RedisResultBackend(server.url(database: 3)).read(
                limit: 100, timeLimit: .seconds(60))
            let path = try await save(server, as: "work.rdb")
            server.die()

            let dump = try await open(path)
            let place = try url(path, database: 3)
            let broker = DumpBroker(dump, place, options: BrokerOptions())
            let dead = try await broker.readQueues(detailed)
            #expect(dead.reading.queues == live.reading.queues)
            #expect(dead.reading.queues.map(\.ready) == [2, 320])
            #expect(dead.unacknowledged == live.unacknowledged)
            #expect(dead.unacknowledgedTotal == 30)
            #expect(dead.exchanges == live.exchanges)
            #expect(dead.notes == live.notes)
            #expect(dead.reading.time == dump.saved)
            #expect(abs(live.reading.time.since(dump.saved)) < 600)
            let kept = try await RedisResultBackend(dump.place(of: place)).read(limit: 100, timeLimit: .seconds(60))
            #expect(kept == results)
            #expect(kept.results.count == 50)
            let identity = try await broker.identify()
            #expect(identity.url == "rdb:\(path)?db=3")
            #expect(
                identity.server?.hasPrefix("Redis ") == true && identity.server?.contains("a dump saved at") == true)
            await #expect(throws: BrokerError.passive) { try await broker.inspect(timeout: .seconds(1)) }
        }
        #expect(try leftovers == [])
    }

    @Test func areOfOneMomentUnderLoad() async throws {
        try await RedisServer.with { server in
            _ = try await server.connect().ask([bind("mail"), push("mail", 0..<10)])
            let load = Task {
                let connection = try await server.connect()
                // A message and its mark go in together, so a dump holds as many of each.
                while !Task.isCancelled {
                    let both = [push("mail", 0..<1), RedisCommand("LPUSH", "marks", "1")]
                    _ = try await connection.ask([RedisCommand("MULTI")] + both + [RedisCommand("EXEC")])
                }
            }
            for _ in 0..<3 {
                let before = try await server.ask("LLEN", "marks").integer ?? 0
                let path = try await save(server, as: "load.rdb")
                let after = try await server.ask("LLEN", "marks").integer ?? 0
                let dump = try await open(path)
                let survey = try await DumpBroker(dump, url(path), options: BrokerOptions()).readQueues(detailed)
                let connection = try await RedisConnection.open(dump.place(of: url(path)), options: StreamOptions())
                let marks = try await connection.ask(RedisCommand("LLEN", "marks")).integer ?? 0
                await connection.close()
                #expect(survey.reading.queues.map(\.ready) == [marks + 10])
                #expect((before...after).contains(marks))
                dump.close()
            }
            load.cancel()
            _ = try? await load.value
        }
    }

    @Test func areReadByAServerThatNothingReachesAndThatWritesNothing() async throws {
        try await RedisServer.with { server in
            let path = try await { () async throws -> String in
                _ = try await server.connect().ask(work)
                return try await save(server, as: "work.rdb")
            }()
            let before = try folder.data("kept/work.rdb")
            let dump = try await open(path)
            let home = try #require(try leftovers.first)
            #expect(try folder.mode(home) == 0o700)
            let connection = try await RedisConnection.open(dump.place(of: url(path)), options: StreamOptions())
            for (setting, value) in [
                ("port", "0"), ("tls-port", "0"), ("save", ""), ("appendonly", "no"), ("unixsocketperm", "600"),
            ] {
                let told = try await connection.ask(RedisCommand("CONFIG", "GET", setting)).array ?? []
                #expect(told.last?.text == value, "\(setting)")
            }
            let facts = try await connection.ask(RedisCommand("INFO", "server")).text ?? ""
            await connection.close()
            let line = try #require(facts.split(whereSeparator: \.isNewline).first { $0.hasPrefix("process_id:") })
            let process = try #require(Int32(line.drop { $0 != ":" }.dropFirst()))
            #expect(try Self.listening(process).isEmpty)
            dump.close()
            #expect(kill(process, 0) == -1 && errno == ESRCH)
            #expect(try leftovers == [])
            #expect(try folder.data("kept/work.rdb") == before)
            #expect(try folder.names("kept") == ["work.rdb"])
        }
    }

    /// The sockets of a process on which somebody could reach it from another machine.
    private static func listening(_ process: Int32) throws -> [String] {
        let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd")
        let own = Set(
            files.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/fd/\($0)") }
        )
        return try ["tcp", "tcp6", "udp", "udp6"].flatMap { table in
            try String(contentsOfFile: "/proc/\(process)/net/\(table)", encoding: .utf8).split(separator: "\n")
                .dropFirst()
                .map { $0.split(separator: " ") }.filter { $0.count > 9 && own.contains("socket:[\($0[9])]") }
                .map { "\(table) \($0[1])" }
        }
    }

    @Test func sayWhatKeepsThemFromBeingRead() async throws {
        try await RedisServer.with { server in
            _ = try await server.connect().ask(work)
            let path = try await save(server, as: "good.rdb")
            let good = Array(try folder.data("kept/good.rdb"))
            #expect(try await flaw(path) == nil)

            let cut = try folder.write(Array(good.prefix(good.count / 2)), to: "kept/cut.rdb")
            #expect(try await flaw(cut) == .damaged("it ends too early"))
            var bytes = good
            bytes[good.count - 3] ^= 1
            let changed = try folder.write(bytes, to: "kept/changed.rdb")
            #expect(try await flaw(changed) == .damaged("its checksum is wrong"))
            bytes = good
            bytes.replaceSubrange(5..<9, with: "0099".utf8)
            guard case .newer(99, let name)? = try await flaw(try folder.write(bytes, to: "kept/newer.rdb")) else {
                Issue.record("a dump of version 99 was read")
                return
            }
            #expect(name.hasPrefix("Redis ") || name.hasPrefix("Valkey "))
        }
        #expect(try await flaw(folder("kept/nowhere.rdb")) == .unreadable("no such file or directory"))
        #expect(try await flaw(folder("kept")) == .notAFile)
        #expect(try await flaw(try folder.write("", to: "kept/empty.rdb")) == .empty)
        #expect(try await flaw(try folder.write("*1\r\n$4\r\nPING\r\n", to: "kept/a.aof")) == .appendOnly)
        #expect(try await flaw(try folder.write("Dear sir,", to: "kept/letter")) == .notADump)
        #expect(mkfifo(folder("kept/pipe"), 0o600) == 0)
        #expect(try await flaw(folder("kept/pipe")) == .notAFile)
        // What took an exabyte where it was saved, by its own word.
        let memory =
            Array("REDIS0010".utf8) + [0xFA, 8] + Array("used-mem".utf8) + [19] + Array("1000000000000000000".utf8)
        guard
            case .noMemory(1_000_000_000_000_000_000, _, _)? = try await flaw(
                try folder.write(memory, to: "kept/huge.rdb"))
        else {
            Issue.record("it was read")
            return
        }
        #expect(try leftovers == [])
    }

    @Test func needAServerInPath() async throws {
        let path = try folder.write("REDIS0010", to: "kept/dump.rdb")
        for search in ["", folder.path, "relative:."] {
            #expect(try await flaw(path, ["PATH": search, "TMPDIR": folder.path]) == .noServer)
        }
        #expect(try await flaw(path, ["TMPDIR": folder.path]) == .noServer)
        #expect(try leftovers == [])
    }

    @Test func saySoWhereThereIsNoPlaceForTheCopy() async throws {
        let path = try folder.write("REDIS0010", to: "kept/dump.rdb")
        var place = environment
        place["TMPDIR"] = folder("nowhere")
        #expect(try await flaw(path, place) == .noFolder(folder("nowhere"), reason: "No such file or directory"))
        place["TMPDIR"] = folder(String(repeating: "long", count: 20))
        guard case .noFolder(_, let reason)? = try await flaw(path, place) else {
            Issue.record("a socket of such a name was made")
            return
        }
        #expect(reason.contains("too long"))
    }

    @Test func takeAwayWhatKilledRunsLeftAndNothingElse() async throws {
        let path = try folder.write("Dear sir,", to: "kept/letter")
        for name in ["Killed", "busy12", "wasfed"] {
            try folder.write("x", to: "herbarium-dump-\(name)/dump.rdb")
            try folder.write("", to: "herbarium-dump-\(name)/.herbarium")
        }
        try folder.write("a friend's", to: "herbarium-dump-wasfed/letter")
        // Somebody's own dumps, in folders that are called like ours.
        for name in ["prod", "monday", "friday"] { try folder.write("x", to: "herbarium-dump-\(name)/dump.rdb") }
        try folder.write("x", to: "herbarium-other/dump.rdb")
        let busy = Glibc.open(folder("herbarium-dump-busy12"), O_RDONLY | O_DIRECTORY)
        defer { Glibc.close(busy) }
        #expect(flock(busy, LOCK_EX | LOCK_NB) == 0)
        symlink(folder("kept"), folder("herbarium-dump-link"))
        try folder.write("REDIS0010", to: "kept/dump.rdb")
        // It gets as far as having a folder of its own.
        guard case .damaged? = try await flaw(folder("kept/dump.rdb")) else {
            Issue.record("nine bytes were read as a dump")
            return
        }
        #expect(try await flaw(path) == .notADump)
        let own = ["friday", "link", "monday", "prod"].map { "herbarium-dump-\($0)" }
        #expect(
            try leftovers == (own + ["herbarium-dump-busy12", "herbarium-dump-wasfed", "herbarium-other"]).sorted())
        #expect(try folder.names("herbarium-dump-wasfed") == ["letter"])
        #expect(try ["prod", "monday"].allSatisfy { try folder.names("herbarium-dump-\($0)") == ["dump.rdb"] })
        #expect(try folder.names("kept") == ["dump.rdb", "letter"])
    }

    @Test func sayHowMuchOfThemHasExpired() async throws {
        try await RedisServer.with { server in
            _ = try await server.connect().ask([
                RedisCommand("SET", "celery-task-meta-a", Messages.result("a"), "EX", "86400"),
                RedisCommand("SET", "celery-task-meta-b", Messages.result("b"), "PX", "1500"),
            ])
            let path = try await save(server, as: "dump.rdb")
            try await eventually { try await server.ask("EXISTS", "celery-task-meta-b").integer == 0 }
            #expect(try await open(path).expired == 1)
        }
    }

    @Test func areSearchedToTheEnd() async throws {
        try await RedisServer.with { server in
            _ = try await server.connect().ask([bind("mail"), push("mail", 0..<3)])
            var options = BrokerOptions()
            options.searchTime = .zero
            let live = try await RedisBroker(server.url(), options: options).readQueues(detailed)
            #expect(live.notes == [.searchCutShort] && live.reading.queues.isEmpty)
            let path = try await save(server, as: "dump.rdb")
            let survey = try await DumpBroker(try await open(path), url(path), options: options).readQueues(detailed)
            #expect(survey.notes.isEmpty && survey.reading.queues.map(\.ready) == [3])
        }
    }

    @Test func areReadWithAnyNumberOfDatabases() async throws {
        try await RedisServer.with(["--databases", "5000"]) { server in
            _ = try await server.connect(database: 4999).ask([bind("far"), push("far", 0..<4)])
            let path = try await save(server, as: "far.rdb")
            let broker = DumpBroker(try await open(path), try url(path, database: 4999), options: BrokerOptions())
            #expect(try await broker.readQueues(detailed).reading.queues.map(\.ready) == [4])
        }
    }
}
