import Celery
import Testing

@testable import Brokers

/// What a question may do to the workers that are asked, and to whoever else asks them.
@Suite(.enabled(if: RedisServer.program != nil, "redis-server is not installed"))
struct RedisInspectHarmTests {
    private static let bindings = "_kombu.binding.reply.celery.pidbox"

    @Test(arguments: [("\u{6}\u{16}", ":"), (":", "\u{6}\u{16}"), ("::", ":"), ("|", "\u{6}\u{16}")])
    func writesNothingWhereTheWorkersSeparateNamesOtherwise(_ theirs: String, _ ours: String) async throws {
        try await RedisServer.with { server in
            let worker = FakeWorker(name: "a@h", layout: RedisLayout(separator: theirs))
            try await worker.work(server) {
                var options = BrokerOptions()
                options.layout = RedisLayout(separator: ours)
                let url = try server.url()
                let refusal = BrokerError.separatorDiffers(broker: "\(url)", found: theirs, given: ours)
                #expect(refusal.description.contains("--priority-separator '\(BrokerError.shown(separator: theirs))'"))
                for heard in [[], [WorkerName("a@h")], [WorkerName("b@h")]] as [Set<WorkerName>] {
                    await #expect(throws: refusal) {
                        try await RedisBroker(url, options: options).inspect(timeout: .seconds(5), heard: heard)
                    }
                }
                #expect(try await server.writes() == ["sadd": 1])
                options.layout = RedisLayout(separator: theirs)
                let report = try await RedisBroker(url, options: options).inspect(timeout: .seconds(300))
                #expect(report.inspection.isComplete && report.inspection.workers.count == 1)
                #expect(try await server.leftovers().isEmpty)
            }
        }
    }

    @Test func writesNothingWhereNobodyCanTellTheSeparator() async throws {
        try await RedisServer.with { server in
            let url = try server.url()
            let heard: Set = [WorkerName("a@h")]
            let key = "_kombu.binding.celery.pidbox"
            await #expect(throws: BrokerError.separatorUnclear(broker: "\(url)", found: [], key: key)) {
                try await RedisBroker(url).inspect(timeout: .seconds(1), heard: heard)
            }
            #expect(try await server.writes().isEmpty)
            try await FakeWorker(name: "a@h").bind(server)
            try await FakeWorker(name: "a@h", layout: RedisLayout(separator: ":")).bind(server)
            await #expect(
                throws: BrokerError.separatorUnclear(broker: "\(url)", found: ["\u{6}\u{16}", ":"], key: key)
            ) { try await RedisBroker(url).inspect(timeout: .seconds(1), heard: heard) }
            #expect(try await server.writes() == ["sadd": 2])
        }
    }

    @Test(arguments: ["0f:::0f.reply.celery.pidbox", "0f", "", "a\u{6}\u{16}b\u{6}\u{16}c\u{6}\u{16}d"])
    func asksNobodyWhoWouldStumbleOverABindingOfOthers(_ member: String) async throws {
        try await RedisServer.with { server in
            try await FakeWorker(name: "a@h").work(server) {
                try await server.ask("SADD", Self.bindings, member)
                let url = try server.url()
                await #expect(throws: BrokerError.unreadableBinding(broker: "\(url)", key: Self.bindings)) {
                    try await RedisBroker(url).inspect(timeout: .seconds(5))
                }
                #expect(try await server.ask("SMEMBERS", Self.bindings) == .array([.bytes(Array(member.utf8))]))
            }
        }
    }

    @Test func sweepsWhatKilledRunsLeftByWhateverSeparator() async throws {
        try await RedisServer.with { server in
            for separator in ["\u{6}\u{16}", ":", "::", "|||"] {
                var options = BrokerOptions()
                options.layout = RedisLayout(separator: separator)
                let left = RedisReplyQueue(RedisKeys(options.layout, database: 0), options)
                _ = try await server.connect().ask([left.bind, RedisCommand("LPUSH", left.list, "x")])
            }
            // Ours look like this and in no other way.
            let foreign = ["herbarium-x:::y", "herbarium-\(RandomIdentifier.uuid())::other.reply.celery.pidbox"]
            for member in foreign { try await server.ask("SADD", Self.bindings, member) }
            _ = try? await RedisBroker(server.url()).inspect(timeout: .seconds(1))
            #expect(try await server.keys() == [Self.bindings])
            #expect(try await server.ask("SCARD", Self.bindings) == .integer(2))
        }
    }

    @Test(arguments: ["srem", "del", "ltrim", "expire", "sadd"])
    func leavesNothingWhereOneOfTheRightsIsMissing(_ right: String) async throws {
        let rights = ["+sadd", "+srem", "+del", "+rpush", "+ltrim", "+expire", "+publish"].filter { $0 != "+\(right)" }
        try await RedisServer.with(
            ["--user", "u", "on", ">p", "~*", "&*", "-@all", "+@read", "+@pubsub", "+@connection"] + rights
        ) { server in
            try await FakeWorker(name: "a@h").work(server) {
                let url = try server.url("u:p@")
                await #expect(throws: BrokerError.notPermitted(broker: "\(url)", command: right.uppercased())) {
                    try await RedisBroker(url).inspect(timeout: .seconds(1))
                }
                #expect(try await server.leftovers().isEmpty)
            }
        }
    }

    @Test func asksWhatHoldsArgumentsOnlyWhereJSONCanHoldThem() async throws {
        try await RedisServer.with { server in
            func worker(_ name: String, _ accepts: String, pool: String = "prefork", version: String) -> FakeWorker {
                let stats = #"{"pool": {"implementation": "celery.concurrency.\#(pool):TaskPool"}}"#
                let report = #"{"ok": "\nsoftware -> celery:\#(version) (x) kombu:5.1.0 py:3.9"}"#
                return FakeWorker(
                    name: name, answers: ["conf": #"{\#(accepts)}"#, "stats": stats, "report": report])
            }
            let pickles = #""accept_content": ["json", "pickle"]"#
            let workers = [
                worker("a@h", #""CELERY_ACCEPT_CONTENT": "{'json'}""#, version: "4.4.7"),
                worker("b@h", pickles, version: "5.2.7"), worker("c@h", pickles, version: "5.1.2"),
                worker("d@h", "", pool: "gevent", version: "4.4.7"),
                worker("e@h", "", pool: "gevent", version: "5.7.0"),
                FakeWorker(name: "f@h", answers: ["conf": #"{"error": "no"}"#]),
            ]
            try await Self.all(workers[...], at: server) {
                let report = try await RedisBroker(server.url()).inspect(timeout: .seconds(300))
                let told = report.inspection.workers.mapValues {
                    [$0.active != nil, $0.reserved != nil, $0.scheduled != nil]
                }
                #expect(told[WorkerName("a@h")] == [true, true, true])
                #expect(told[WorkerName("b@h")] == [true, false, false])
                #expect(told[WorkerName("c@h")] == [false, false, false])
                #expect(told[WorkerName("d@h")] == [false, true, true])
                #expect(told[WorkerName("e@h")] == [true, true, true])
                #expect(told[WorkerName("f@h")] == [false, false, false])
                #expect(report.spared == 3 && report.withheld.isEmpty && report.silent == 0)
            }
        }
    }

    private static func all(
        _ workers: ArraySlice<FakeWorker>, at server: RedisServer, _ body: () async throws -> Void
    ) async throws {
        guard let first = workers.first else { return try await body() }
        try await first.work(server) { try await all(workers.dropFirst(), at: server, body) }
    }

    @Test func asksThoseWhoAnsweredThoughAnotherIsSilent() async throws {
        try await RedisServer.with { server in
            try await FakeWorker(name: "a@h").work(server) {
                try await FakeWorker(name: "b@h", methods: []).work(server) {
                    // A third of it passes before the one who answered is asked on, and a busy machine takes its time.
                    let report = try await RedisBroker(server.url()).inspect(timeout: .seconds(45))
                    #expect(report.inspection.workers[WorkerName("a@h")]?.isComplete == true)
                    #expect(report.silent == 1 && !report.inspection.isComplete)
                }
            }
        }
    }
}

extension RedisServer {
    /// How often each command was called that may write.
    fileprivate func writes() async throws -> [String: Int] {
        let writing: Set = ["sadd", "srem", "del", "lpush", "rpush", "ltrim", "expire", "publish", "set", "zadd"]
        return try await calls().filter { writing.contains($0.key) }
    }
}
