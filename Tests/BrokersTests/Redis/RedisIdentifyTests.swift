import Celery
import TestSupport
import Testing

@testable import Brokers

@Suite(
    .lanes, .load(1, about: 2), .timeLimit(.minutes(60)),
    .enabled(if: RedisServer.program != nil, "redis-server is not installed"))
struct RedisIdentifyTests {
    @Test func namesTransportAddressAndServer() async throws {
        try await RedisServer.with(["--requirepass", "s3cr3t"]) { server in
            let identity = try await RedisBroker(server.url(":s3cr3t@", database: 2)).identify()
            #expect(identity.transport == "redis")
            #expect(identity.url == "redis://127.0.0.1:\(server.port)/2")
            let server = try #require(identity.server)
            #expect(server.hasPrefix("Redis ") || server.hasPrefix("Valkey "))
        }
    }

    @Test func namesAServerThatHidesItsVersion() async throws {
        try await RedisServer.with(["--user", "u", "on", ">p", "~*", "&*", "-@all", "+get"]) { server in
            let identity = try await RedisBroker(server.url("u:p@")).identify()
            #expect(identity.server == nil)
        }
    }

    @Test(arguments: [
        ("# Server\r\nredis_version:7.0.15\r\nredis_mode:standalone\r\n", "Redis 7.0.15"),
        ("server_name:valkey\nvalkey_version:8.0.1\nredis_version:7.2.4\n", "Valkey 8.0.1"),
    ])
    func readsNameAndVersion(_ info: String, _ expected: String) {
        #expect(RedisVersion(info: info)?.description == expected)
    }

    @Test func readsNoVersionWhereThereIsNone() {
        #expect(RedisVersion(info: "") == nil)
        #expect(RedisVersion(info: "uptime_in_seconds:3\nredis_version\n") == nil)
    }

    @Test(arguments: [
        BrokerError.passwordRefused(broker: "b"), .unreachable(broker: "b", reason: "r"), .closed(broker: "b"),
        .invalidURL(.badPort), .passive, .cancelled, .timedOut(broker: "b"), .loading(broker: "b"),
        .notPermitted(broker: "b", command: "SADD"), .otherProtocol(broker: "b"), .passwordMissing(broker: "b"),
    ])
    func failsInOneLineWithoutAFullStop(_ error: BrokerError) {
        #expect(!error.description.isEmpty)
        #expect(!error.description.contains("\n"))
        #expect(error.description.last != ".")
    }
}
