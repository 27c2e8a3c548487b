import Celery
import TestSupport
import Testing

@testable import Brokers

/// Results that are there and can't be read, or only in another way.
@Suite(
    .lanes, .load(1, about: 2), .timeLimit(.minutes(60)),
    .enabled(if: RedisServer.program != nil, "redis-server is not installed"))
struct RedisResultRightsTests {
    private static let stored = (1...4).map { number in
        RedisCommand("SET", "celery-task-meta-\(number)", Messages.result("\(number)"), "EX", "100")
    }

    private func report(without rights: String..., limit: Int = 100) async throws -> ResultReport {
        try await report(without: rights, limit: limit)
    }

    private func report(without rights: [String], limit: Int = 100) async throws -> ResultReport {
        var report = ResultReport()
        try await RedisServer.with(["--user", "u", "on", ">p", "~*", "&*", "+@all"] + rights) { server in
            _ = try await server.connect().ask(Self.stored)
            report = try await RedisResultBackend(server.url("u:p@")).read(limit: limit, timeLimit: .seconds(10))
        }
        return report
    }

    @Test func readsOneByOneWithoutTheRightToSeveral() async throws {
        let report = try await report(without: "-mget")
        #expect(report.results.count == 4 && report.unreadable == 0 && report.reason == nil)
    }

    @Test(arguments: [("-strlen", "STRLEN"), ("-get", "GET")])
    func saysWhichRightLacks(_ right: String, command: String) async throws {
        // Without the right to GET there is none to MGET either.
        let report = try await report(without: [right, command == "GET" ? "-mget" : right])
        #expect(report.results.isEmpty && report.seen == 4 && report.unreadable == 4)
        #expect(report.reason?.hasSuffix("does not permit this user '\(command)'") == true, "\(report)")
    }

    @Test func readsAnyWhereNobodySaysWhichAreTheNewest() async throws {
        let all = try await report(without: "-pttl")
        #expect(all.results.count == 4 && all.reason == nil)
        let some = try await report(without: "-pttl", limit: 2)
        #expect(some.results.count == 2 && some.reason?.contains("can't be told") == true)
    }

    @Test func readsFromAServerThatIsAPartOfACluster() async throws {
        try await LoopbackSocket.with { bus in
            try await RedisServer.with(["--cluster-enabled", "yes", "--cluster-port", "\(bus.port)"]) { server in
                let connection = try await server.connect()
                _ = try await connection.ask(RedisCommand("CLUSTER", "ADDSLOTSRANGE", "0", "16383"))
                while try await connection.ask(RedisCommand("CLUSTER", "INFO")).text?.contains("cluster_state:ok")
                    != true
                {
                    try await Task.sleep(for: .milliseconds(10))
                }
                _ = try await connection.ask(Self.stored)
                let report = try await RedisResultBackend(server.url()).read(limit: 100, timeLimit: .seconds(10))
                #expect(report.results.count == 4 && report.unreadable == 0, "\(report)")
            }
        }
    }

    /// Celery 5.3 and 5.4 put `_` behind whatever prefix, later versions behind one that doesn't end in `:_-.`.
    @Test(arguments: [("shop", "shop_"), ("shop_", "shop_"), ("shop_", "shop__"), ("shop:", "shop:"), ("", "")])
    func findsResultsBehindAPrefix(given: String, stored: String) async throws {
        try await RedisServer.with { server in
            try await server.ask("SET", stored + "celery-task-meta-a", Messages.result("a"))
            try await server.ask("SET", "other-celery-task-meta-b", Messages.result("b"))
            let report = try await RedisResultBackend(server.url(), keyPrefix: given).read(
                limit: 9, timeLimit: .seconds(9))
            #expect(report.results.map(\.task.description) == ["a"])
            #expect(report.strangers == ["other-": 1])
        }
    }
}
