import Celery
import TestSupport
import Testing

@testable import Brokers

@Suite(
    .lanes, .load(1, about: 2), .timeLimit(.minutes(60)),
    .enabled(if: RedisServer.program != nil, "redis-server is not installed"))
struct RedisInspectTests {
    private let bindings = "_kombu.binding.reply.celery.pidbox"
    private let everything = [
        "active", "active_queues", "conf", "ping", "registered", "reserved", "revoked", "scheduled", "stats",
    ]

    @Test func collectsAllAnswersAndStopsAtTheLast() async throws {
        try await RedisServer.with { server in
            try await FakeWorker(name: "a@h", database: 4).work(server) {
                try await FakeWorker(name: "b@h", database: 4).work(server) {
                    let report = try await RedisBroker(server.url(database: 4)).inspect(timeout: .seconds(600))
                    #expect(report.inspection.isComplete)
                    #expect(report.inspection.expected == 2)
                    #expect(report.silent == 0)
                    #expect(
                        Set(report.inspection.workers.keys)
                            == ["a@h", "b@h"].map(WorkerName.init).reduce(into: []) { $0.insert($1) })
                    let worker = try #require(report.inspection.workers[WorkerName("a@h")])
                    #expect(worker.isComplete && worker.isAlive)
                    #expect(worker.executions == ["t.add": 3])
                    #expect(worker.queues?.map(\.name) == ["celery"])
                    #expect(try await server.leftovers(database: 4).isEmpty)
                }
            }
        }
    }

    @Test func countsTheSilentOnesAtTheTimeout() async throws {
        try await RedisServer.with { server in
            try await FakeWorker(name: "a@h").work(server) {
                try await FakeWorker(name: "b@h", methods: []).work(server) {
                    let report = try await RedisBroker(server.url()).inspect(timeout: .seconds(10))
                    #expect(report.inspection.workers.count == 1)
                    #expect(report.silent == 1)
                    #expect(!report.inspection.isComplete)
                    #expect(try await server.leftovers().isEmpty)
                }
            }
        }
    }

    @Test func isCompleteAtOnceWhereNobodyHears() async throws {
        try await RedisServer.with { server in
            let report = try await RedisBroker(server.url()).inspect(timeout: .seconds(600))
            #expect(report.inspection.expected == 0)
            #expect(report.inspection.isComplete)
            #expect(report.inspection.workers.isEmpty)
        }
    }

    @Test func isIncompleteWhereOneQuestionStaysOpen() async throws {
        try await RedisServer.with { server in
            try await FakeWorker(name: "a@h", methods: Set(everything).subtracting(["scheduled"])).work(server) {
                let report = try await RedisBroker(server.url()).inspect(timeout: .seconds(3))
                #expect(!report.inspection.isComplete)
                #expect(report.silent == 0)
                #expect(report.inspection.workers.values.first?.isComplete == false)
            }
        }
    }

    @Test func leavesNothingAlsoWhereAnswersComeLate() async throws {
        try await RedisServer.with { server in
            try await server.ask("SADD", "mine", "kept")
            try await FakeWorker(name: "a@h", delay: .milliseconds(60)).work(server) {
                let report = try await RedisBroker(server.url()).inspect(timeout: .milliseconds(100))
                #expect(!report.inspection.isComplete)
                // So that the worker still answers what nobody waits for any more.
                try await Task.sleep(for: .milliseconds(700))
                try await eventually { try await server.leftovers() == ["mine"] }
            }
        }
    }

    @Test func flagsANameThatTwoWorkersShare() async throws {
        try await RedisServer.with { server in
            try await FakeWorker(name: "a@h").work(server) {
                try await FakeWorker(name: "a@h").work(server) {
                    let report = try await RedisBroker(server.url()).inspect(timeout: .seconds(600))
                    #expect(report.sharedNames == [WorkerName("a@h")])
                    #expect(report.silent == 0)
                    #expect(report.inspection.isComplete)
                }
            }
        }
    }

    /// With `fanout_prefix` off, what is said to one database's workers is heard by those of all.
    @Test func asksOnlyItsOwnWorkersWhereAllDatabasesListen() async throws {
        try await RedisServer.with { server in
            try await FakeWorker(name: "a@h", hasFanoutPrefix: false).work(server) {
                let alone = try await RedisBroker(server.url()).inspect(timeout: .seconds(600))
                #expect(alone.inspection.expected == 1 && alone.inspection.isComplete)
                try await FakeWorker(name: "b@h", database: 1, hasFanoutPrefix: false).work(server) {
                    let report = try await RedisBroker(server.url()).inspect(timeout: .seconds(3))
                    #expect(report.inspection.workers.keys.map(\.description) == ["a@h"])
                    #expect(report.unreadable == 0 && (report.silent ?? 0) == 0)
                    #expect(report.inspection.expected == nil, "two heard it, and one of them is another's")
                }
            }
        }
    }

    @Test func saysNothingWhereAllListenWhileNobodyIsBound() async throws {
        try await RedisServer.with { server in
            try await FakeWorker(name: "b@h", database: 1, hasFanoutPrefix: false).work(server) {
                let broker = try RedisBroker(server.url())
                #expect(try await broker.inspect(timeout: .seconds(600)).inspection.workers.isEmpty)
                #expect(try await broker.enableEvents(timeout: .seconds(1)) == 0)
            }
        }
    }

    @Test func countsAnswersThatItCannotRead() async throws {
        try await RedisServer.with { server in
            try await FakeWorker(name: "a@h", answers: ["ping": "{"]).work(server) {
                let report = try await RedisBroker(server.url()).inspect(timeout: .seconds(10))
                #expect(report.unreadable == 1)
                #expect(!report.inspection.isComplete)
            }
        }
    }

    @Test func findsItsAnswersUnderPrefixesAndSteps() async throws {
        try await RedisServer.with { server in
            var options = BrokerOptions()
            options.layout = RedisLayout(keyPrefix: "shop:", prioritySteps: [2, 5], separator: "::")
            try await FakeWorker(name: "a@h", layout: options.layout).work(server) {
                let report = try await RedisBroker(server.url(), options: options).inspect(timeout: .seconds(600))
                #expect(report.inspection.isComplete)
                #expect(report.inspection.workers.count == 1)
                #expect(try await server.leftovers().isEmpty)
            }
        }
    }

    @Test func withholdsWhatGrowsWithTheBacklog() async throws {
        try await RedisServer.with { server in
            let fields = (0...10_000).flatMap { ["\($0)", "x"] }
            _ = try await server.connect().ask(RedisCommand("HSET", ["unacked"] + fields))
            try await FakeWorker(name: "a@h").work(server) {
                let report = try await RedisBroker(server.url()).inspect(timeout: .seconds(600))
                #expect(report.withheld == ["reserved", "scheduled"])
                #expect(report.inspection.isComplete)
                #expect(report.inspection.workers.values.first?.reserved == nil)
                #expect(report.inspection.workers.values.first?.active == [])
            }
        }
    }

    @Test(arguments: [10, 60, 150, 300])
    func leavesNothingWhenCancelled(_ milliseconds: Int) async throws {
        try await RedisServer.with { server in
            try await FakeWorker(name: "a@h", delay: .milliseconds(20)).work(server) {
                let broker = RedisBroker(try server.url())
                let task = Task { try await broker.inspect(timeout: .seconds(600)) }
                try await Task.sleep(for: .milliseconds(milliseconds))
                task.cancel()
                if case .failure(let error) = await task.result { #expect(error as? BrokerError == .cancelled) }
                try await eventually { try await server.leftovers().isEmpty }
            }
        }
    }

    @Test func leavesNothingOnceAPausedServerGoesOn() async throws {
        try await RedisServer.with { server in
            var options = BrokerOptions()
            options.stream = StreamOptions(connectTimeout: .seconds(3), responseTimeout: .seconds(3))
            // It answers for so long that the server is paused before it has done.
            try await FakeWorker(name: "a@h", delay: .seconds(2)).work(server) {
                let broker = RedisBroker(try server.url(), options: options)
                let task = Task { try await broker.inspect(timeout: .seconds(600)) }
                while try await server.leftovers().isEmpty { try await Task.sleep(for: .milliseconds(5)) }
                server.pause()
                let report = try await task.value
                #expect(report.failure == .timedOut(broker: "\(broker.url)"))
                server.resume()
                // What a worker pushed too late goes after five seconds.
                try await eventually { try await server.leftovers().isEmpty }
            }
        }
    }

    @Test func sweepsWhatAKilledRunLeftAndNothingElse() async throws {
        try await RedisServer.with { server in
            let keys = RedisKeys(RedisLayout(), database: 0)
            let (left, used) = (RedisReplyQueue(keys, BrokerOptions()), RedisReplyQueue(keys, BrokerOptions()))
            let owner = try await server.connect()
            _ = try await owner.ask(RedisCommand("SUBSCRIBE", used.presence))
            let foreign = "herbarium-x\u{6}\u{16}\u{6}\u{16}other.reply.celery.pidbox"
            let other = "0f\u{6}\u{16}\u{6}\u{16}0f.reply.celery.pidbox"
            _ = try await server.connect().ask([
                left.bind, used.bind, RedisCommand("LPUSH", left.list, "x"), RedisCommand("LPUSH", used.list, "x"),
                RedisCommand("SADD", bindings, foreign, other),
            ])
            _ = try await RedisBroker(server.url()).inspect(timeout: .seconds(1))
            #expect(try await server.keys() == [bindings, used.list])
            #expect(try await server.ask("SCARD", bindings) == .integer(3))
            await owner.close()
            _ = try await RedisBroker(server.url()).inspect(timeout: .seconds(1))
            #expect(try await server.keys() == [bindings])
            #expect(try await server.ask("SCARD", bindings) == .integer(2))
        }
    }

    @Test func writesNothingWhereItMayNot() async throws {
        try await RedisServer.with([
            "--user", "u", "on", ">p", "~*", "&*", "-@all", "+@read", "+@pubsub", "+@connection",
        ]) { server in
            let url = try server.url("u:p@")
            try await FakeWorker(name: "a@h").bind(server)
            await #expect(throws: BrokerError.notPermitted(broker: "\(url)", command: "SREM")) {
                try await RedisBroker(url).inspect(timeout: .seconds(1))
            }
            var passive = BrokerOptions()
            passive.isPassive = true
            let broker = RedisBroker(try server.url(), options: passive)
            await #expect(throws: BrokerError.passive) { try await broker.inspect(timeout: .seconds(1)) }
            await #expect(throws: BrokerError.passive) { try await broker.enableEvents(timeout: .seconds(1)) }
            #expect(try await server.leftovers().isEmpty)
        }
    }

    @Test func tellsHowManyHeardAnOrder() async throws {
        try await RedisServer.with { server in
            try await FakeWorker(name: "a@h").work(server) {
                let heard = try await RedisBroker(server.url()).enableEvents(timeout: .seconds(1))
                #expect(heard == 1)
                #expect(try await server.leftovers().isEmpty)
            }
        }
    }
}
