import Celery
import TestSupport
import Testing

@testable import Brokers

@Suite(
    .lanes, .load(1, about: 2), .timeLimit(.minutes(60)),
    .enabled(if: RedisServer.program != nil, "redis-server is not installed"))
struct RedisResultBackendTests {
    private func read(
        _ commands: [RedisCommand], limit: Int = 100, prefix: String = "", timeLimit: Duration = .seconds(10)
    ) async throws -> ResultReport {
        var report = ResultReport()
        try await RedisServer.with { server in
            _ = try await server.connect().ask(commands, within: .seconds(60))
            let before = try await server.keys()
            report = try await RedisResultBackend(server.url(), keyPrefix: prefix).read(
                limit: limit, timeLimit: timeLimit)
            #expect(try await server.keys() == before)
        }
        return report
    }

    private func store(_ id: String, life: Int, prefix: String = "", padding: Int = 0, done: Int = 0) -> RedisCommand {
        let value = Messages.result(id, done: "2026-11-22T08:00:\(done < 10 ? "0" : "")\(done)+00:00", padding: padding)
        return RedisCommand("SET", "\(prefix)celery-task-meta-\(id)", value, "EX", "\(life)")
    }

    @Test func readsTheNewestFirst() async throws {
        let report = try await read([
            store("old", life: 100, done: 1), store("new", life: 300, done: 3), store("middle", life: 200, done: 2),
            RedisCommand("SET", "celery-taskset-meta-x", "{}"), RedisCommand("SET", "other", "{}"),
        ])
        #expect(report.results.map(\.task.description) == ["new", "middle", "old"])
        #expect(report.results.first?.state == "SUCCESS")
        #expect(report.seen == 3)
        #expect(!report.isPartial)
    }

    @Test func keepsThoseWithTheMostLifeLeft() async throws {
        let report = try await read((1...5000).map { store("\($0)", life: 1000 + $0) }, limit: 10)
        #expect(Set(report.results.map(\.task.description)) == Set((4991...5000).map(String.init)))
        #expect(report.seen >= 5000)
    }

    @Test func readsResultsThatAreKeptForGood() async throws {
        let report = try await read([
            RedisCommand("SET", "celery-task-meta-a", Messages.result("a")), store("b", life: 5),
        ])
        #expect(Set(report.results.map(\.task.description)) == ["a", "b"])
    }

    @Test func passesOverWhatIsTooLargeOrUnreadable() async throws {
        let report = try await read([
            store("big", life: 100, padding: 70_000), store("fits", life: 100, padding: 60_000),
            RedisCommand("SET", "celery-task-meta-bad", "nonsense"),
            RedisCommand("LPUSH", "celery-task-meta-list", "x"),
            RedisCommand("SET", "celery-task-meta-empty", ""),
        ])
        #expect(report.results.map(\.task.description) == ["fits"])
        #expect(report.oversized == 1)
        // What isn't JSON, and what isn't a text.
        #expect(report.unreadable == 2 && report.reason != nil)
        #expect(report.seen == 5)
    }

    @Test func keepsToItsPrefix() async throws {
        let report = try await read(
            [
                store("mine", life: 100, prefix: "p*"), store("other", life: 100),
                store("third", life: 100, prefix: "pq"),
            ],
            prefix: "p*")
        #expect(report.results.map(\.task.description) == ["mine"])
    }

    @Test func saysThatItWasCutShort() async throws {
        let report = try await read((1...20_000).map { store("\($0)", life: 1000) }, timeLimit: .microseconds(1))
        #expect(report.isPartial)
    }

    @Test func throwsWhereItMayNotSearch() async throws {
        try await RedisServer.with(["--user", "u", "on", ">p", "~*", "&*", "+@all", "-scan"]) { server in
            let url = try server.url("u:p@")
            await #expect(throws: BrokerError.notPermitted(broker: "\(url)", command: "SCAN")) {
                try await RedisResultBackend(url).read(limit: 10, timeLimit: .seconds(1))
            }
        }
    }

    @Test func readsNothingWhereNothingIsAskedFor() async throws {
        #expect(try await read([store("a", life: 9)], limit: 0).results.isEmpty)
        #expect(try await read([]) == ResultReport())
    }
}
