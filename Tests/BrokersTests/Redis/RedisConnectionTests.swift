import Foundation
import TestSupport
import Testing

@testable import Brokers

@Suite(
    .lanes, .load(1, about: 2), .timeLimit(.minutes(60)),
    .enabled(if: RedisServer.program != nil, "redis-server is not installed"))
struct RedisConnectionTests {
    private let hasty = StreamOptions(connectTimeout: .milliseconds(300), responseTimeout: .milliseconds(300))

    @Test func carriesAnythingBothWays() async throws {
        try await RedisServer.with { server in
            let connection = try await server.connect()
            for text in ["", "a", "\u{6}\u{16}\r\n$3\r\n", "ü🌿\0", String(repeating: "x", count: 5_000_000)] {
                #expect(try await connection.ask(RedisCommand("ECHO", text)).text == text)
            }
        }
    }

    @Test func answersPipelinesInOrder() async throws {
        try await RedisServer.with { server in
            let connection = try await server.connect()
            let replies = try await connection.ask((0..<20_000).map { RedisCommand("ECHO", "\($0)") })
            #expect(replies.compactMap(\.text) == (0..<20_000).map { "\($0)" })
        }
    }

    @Test func tellsRepliesApart() async throws {
        try await RedisServer.with { server in
            let replies = try await server.connect().ask([
                RedisCommand("SET", "k", "v"), RedisCommand("INCR", "n"), RedisCommand("GET", "none"),
                RedisCommand("LPUSH", "k", "x"), RedisCommand("MGET", "k", "none"),
                RedisCommand("LRANGE", "l", "0", "1"),
            ])
            #expect(replies[0] == .status("OK"))
            #expect(replies[1] == .integer(1))
            #expect(replies[2] == .null)
            #expect(replies[3] == .error("WRONGTYPE Operation against a key holding the wrong kind of value"))
            #expect(replies[4] == .array([.bytes(Array("v".utf8)), .null]))
            #expect(replies[5] == .array([]))
        }
    }

    @Test func speaksOverASocketInTheFileSystem() async throws {
        try await RedisServer.with { server in
            try await server.ask("SET", "here", "3", database: 3)
            let url = try BrokerURL("redis+socket://\(server.socket)?virtual_host=3")
            let connection = try await RedisConnection.open(url, options: StreamOptions())
            #expect(try await connection.ask(RedisCommand("GET", "here")).text == "3")
        }
    }

    @Test func choosesTheDatabase() async throws {
        try await RedisServer.with { server in
            try await server.ask("SET", "k", "v", database: 5)
            #expect(try await server.keys(database: 5) == ["k"])
            #expect(try await server.keys().isEmpty)
            let url = try server.url(database: 16)
            await #expect(throws: BrokerError.refused(broker: "\(url)", reason: "DB index is out of range")) {
                try await RedisConnection.open(url, options: StreamOptions())
            }
        }
    }

    @Test func logsInByPassword() async throws {
        try await RedisServer.with(["--requirepass", "s3/c@r:t"]) { server in
            let connection = try await server.connect(":s3%2Fc%40r%3At@", database: 1)
            #expect(try await connection.ask(RedisCommand("PING")) == .status("PONG"))
            for (credentials, error) in [
                ("", BrokerError.passwordMissing(broker: "redis://127.0.0.1:\(server.port)/0")),
                (":no@", .passwordRefused(broker: "redis://:***@127.0.0.1:\(server.port)/0")),
                ("u:no@", .passwordRefused(broker: "redis://u:***@127.0.0.1:\(server.port)/0")),
            ] {
                await #expect(throws: error) { try await server.connect(credentials) }
            }
        }
    }

    @Test func refusesAPasswordThatNobodyAskedFor() async throws {
        try await RedisServer.with { server in
            let error = BrokerError.passwordRefused(broker: "redis://:***@127.0.0.1:\(server.port)/0")
            await #expect(throws: error) { try await server.connect(":p@") }
        }
    }

    @Test func logsInAsAUserAndSaysWhatIsForbidden() async throws {
        try await RedisServer.with(["--user", "u", "on", ">p", "~*", "&*", "-@all", "+get", "+select"]) { server in
            let connection = try await server.connect("u:p@", database: 2)
            #expect(try await connection.ask(RedisCommand("GET", "k")) == .null)
            let error = BrokerError.notPermitted(
                broker: "redis://u:***@127.0.0.1:\(server.port)/2", command: "SET")
            await #expect(throws: error) { try await connection.ask(RedisCommand("SET", "k", "v")) }
        }
    }

    @Test func saysThatNobodyListens() async throws {
        try await LoopbackSocket.with { deaf in
            let url = try BrokerURL("redis://127.0.0.1:\(deaf.port)")
            await #expect(throws: BrokerError.unreachable(broker: "\(url)", reason: "connection refused")) {
                try await RedisConnection.open(url, options: StreamOptions())
            }
        }
        let socket = try BrokerURL("redis+socket:///nowhere/redis.sock")
        await #expect(throws: BrokerError.unreachable(broker: "\(socket)", reason: "no such file or directory")) {
            try await RedisConnection.open(socket, options: StreamOptions())
        }
    }

    @Test(arguments: [
        "HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n<html>", "SSH-2.0-OpenSSH_9.2\r\n", "AMQP\0\0\u{9}\u{1}",
    ])
    func recognisesAnotherProtocol(_ banner: String) async throws {
        try await FakeServer.with(.answering(banner)) { server in
            let url = try BrokerURL("redis://127.0.0.1:\(server.port)")
            await #expect(throws: BrokerError.otherProtocol(broker: "\(url)")) {
                try await RedisConnection.open(url, options: StreamOptions())
            }
        }
    }

    @Test func saysThatTheServerHungUpIsLoadingOrSilent() async throws {
        let cases: [(FakeServer.Manner, (String) -> BrokerError)] = [
            (.answering(""), { .closed(broker: $0) }), (.silent, { .timedOut(broker: $0) }),
            (.answering("-LOADING Redis is loading the dataset in memory\r\n"), { .loading(broker: $0) }),
            (
                .answering("-ERR max number of clients reached\r\n"),
                { .refused(broker: $0, reason: "max number of clients reached") }
            ),
        ]
        for (manner, error) in cases {
            // Only whoever says nothing is to be waited for in vain.
            let options = if case .silent = manner { hasty } else { StreamOptions() }
            try await FakeServer.with(manner) { server in
                let url = try BrokerURL("redis://127.0.0.1:\(server.port)/1")
                await #expect(throws: error("\(url)")) { try await RedisConnection.open(url, options: options) }
            }
        }
    }

    @Test func givesUpOnAPausedServerInTime() async throws {
        try await RedisServer.with { server in
            // Nothing but the time that is given here would end the waiting.
            let patient = StreamOptions(responseTimeout: .seconds(600))
            let connection = try await RedisConnection.open(server.url(), options: patient)
            server.pause()
            await #expect(throws: BrokerError.timedOut(broker: "\(try server.url())")) {
                try await connection.ask(RedisCommand("PING"), within: .milliseconds(200))
            }
            await #expect(throws: BrokerError.closed(broker: "\(try server.url())")) {
                try await connection.ask(RedisCommand("PING"))
            }
        }
    }

    @Test func noticesACancellationSoon() async throws {
        try await RedisServer.with { server in
            let connection = try await server.connect()
            let task = Task { try await connection.ask(RedisCommand("BLPOP", "nothing", "0"), within: .seconds(600)) }
            try await server.awaitBlockedClient()
            task.cancel()
            await #expect(throws: BrokerError.cancelled) { try await task.value }
        }
    }

    @Test func noticesTheDeathOfTheServer() async throws {
        try await RedisServer.with { server in
            let connection = try await server.connect()
            let task = Task { try await connection.ask(RedisCommand("BLPOP", "nothing", "0"), within: .seconds(600)) }
            try await server.awaitBlockedClient()
            server.die()
            await #expect(throws: BrokerError.closed(broker: "\(try server.url())")) { try await task.value }
        }
    }
}
