import Celery
import TestSupport
import Testing

@testable import Brokers

@Suite(
    .lanes, .load(1, about: 2), .timeLimit(.minutes(60)),
    .enabled(if: RedisServer.program != nil, "redis-server is not installed"))
struct RedisQueuesTests {
    private let separator = "\u{6}\u{16}"
    private let detailed = QueueRequest(isDetailed: true)

    private func bind(_ queue: String, key: String? = nil, pattern: String = "", to exchange: String) -> RedisCommand {
        let member = [key ?? queue, pattern, queue].joined(separator: separator)
        return RedisCommand("SADD", "_kombu.binding.\(exchange)", member)
    }

    private func push(_ list: String, _ messages: [String]) -> RedisCommand { RedisCommand("LPUSH", [list] + messages) }

    /// Reads the queues of a server, on which `commands` were run before, and checks that reading changed nothing.
    private func survey(
        _ commands: [RedisCommand], _ request: QueueRequest? = nil, options: BrokerOptions = BrokerOptions(),
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> QueueSurvey {
        var survey: QueueSurvey?
        try await RedisServer.with { server in
            _ = try await server.connect().ask(commands)
            let before = try await server.keys()
            survey = try await RedisBroker(server.url(), options: options).readQueues(request ?? detailed)
            #expect(try await server.keys() == before, sourceLocation: sourceLocation)
        }
        return try #require(survey, sourceLocation: sourceLocation)
    }

    @Test func findsQueuesThatNobodyConsumes() async throws {
        let survey = try await survey([
            bind("celery", to: "celery"), bind("größe/日本", to: "größe/日本"), push("größe/日本", [Messages.task("1")]),
            bind("w@h.celery.pidbox", key: "", to: "celery.pidbox"), bind("celeryev.1", to: "celeryev"),
            bind("1.reply.celery.pidbox", to: "reply.celery.pidbox"),
        ])
        #expect(survey.reading.queues.map(\.name) == ["celery", "größe/日本"])
        #expect(survey.reading.queues.map(\.ready) == [0, 1])
        #expect(survey.reading.queues.map(\.unacknowledged) == [0, 0])
        #expect(survey.exchanges == ["celery", "größe/日本"])
        #expect(survey.boundWorkers == [WorkerName("w@h")])
        #expect(survey.notes.isEmpty)
        #expect(survey.unacknowledged == [])
    }

    @Test func countsQueuesThatLookAlikeEachForItself() async throws {
        let (composed, decomposed) = ("caf\u{e9}", "cafe\u{301}")
        let survey = try await survey([
            bind(composed, to: "celery"), bind(decomposed, to: "celery"), push(composed, [Messages.task("1")]),
            push(decomposed, [Messages.task("2"), Messages.task("3")]),
        ])
        #expect(survey.reading.queues.map { Array($0.name.utf8) } == [decomposed, composed].map { Array($0.utf8) })
        #expect(survey.reading.queues.map(\.ready) == [2, 1])
        #expect(survey.reading.queues.map { $0.sample?.count } == [2, 1])
    }

    @Test func listsWhatWorkersConsume() async throws {
        let consumed = ConsumedQueue(name: "quiet", attributes: [NamedValue("exchange.name", "loud")])
        let survey = try await survey(
            [bind("other", to: "loud")], QueueRequest(consumed: [consumed], isSearching: false, isDetailed: false))
        #expect(survey.reading.queues.map(\.name) == ["other", "quiet"])
    }

    @Test func countsEveryPriority() async throws {
        let survey = try await survey([
            bind("q", to: "q"), push("q", ["a", "b"]), push("q\(separator)3", ["c"]),
            push("q\(separator)9", ["d", "e", "f"]),
            push("q\(separator)4", ["none of the steps"]),
        ])
        let queue = try #require(survey.reading.queues.first)
        #expect(queue.ready == 6)
        #expect(queue.priorities == [0: 2, 3: 1, 9: 3])
        #expect(queue.type == "list")
        #expect(queue.consumers == nil)
    }

    @Test func usesPrefixStepsAndSeparatorOfItsOwn() async throws {
        var options = BrokerOptions()
        options.layout = RedisLayout(keyPrefix: "p*:", prioritySteps: [5, 0, 1], separator: ":")
        let survey = try await survey(
            [
                RedisCommand("SADD", "p*:_kombu.binding.q", "q::q"), push("p*:q", ["a"]), push("p*:q:5", ["b"]),
                push("p*:q:3", ["c"]), push("q", ["d"]), RedisCommand("SADD", "px:_kombu.binding.r", "r::r"),
                RedisCommand("HSET", "p*:unacked", "t", Messages.delivered("1", key: "q")),
            ], options: options)
        #expect(survey.reading.queues.map(\.name) == ["q"])
        #expect(survey.reading.queues.first?.priorities == [0: 1, 5: 1])
        #expect(survey.reading.queues.first?.unacknowledged == 1)
    }

    @Test func givesMessagesInFlightToTheirQueues() async throws {
        let survey = try await survey([
            bind("outbox", key: "out", to: "mail"), bind("all", key: "a.#", pattern: "^a.*$", to: "topic"),
            RedisCommand(
                "HSET", "unacked", "t1", Messages.delivered("1", key: "celery"), "t2",
                Messages.delivered("2", exchange: "mail", key: "out"), "t3",
                Messages.delivered("3", exchange: "topic", key: "a.b.c")),
            RedisCommand("ZADD", "unacked_index", "1700000003.25", "t1", "1700000001.5", "t3"),
        ])
        #expect(survey.unacknowledgedTotal == 3)
        let messages = try #require(survey.unacknowledged)
        #expect(messages.map { $0.task?.description } == ["2", "3", "1"])
        #expect(messages.map(\.facts.queue) == ["outbox", "all", "celery"])
        #expect(
            messages.map(\.delivered) == [nil, Instant(seconds: 1_700_000_001.5), Instant(seconds: 1_700_000_003.25)])
        let counts = survey.reading.queues.map { "\($0.name) \($0.unacknowledged ?? -1)" }
        #expect(counts == ["all 1", "celery 1", "outbox 1"])
    }

    @Test func leavesOpenWhichOfSeveralQueuesAMessageCameFrom() async throws {
        let survey = try await survey([
            bind("one", key: "k", to: "x"), bind("two", key: "k", to: "x"), bind("three", to: "x"),
            RedisCommand("HSET", "unacked", "t1", Messages.delivered("1", exchange: "x", key: "k")),
        ])
        #expect(survey.unacknowledged?.first?.facts.queue == nil)
        #expect(survey.reading.queues.map(\.name) == ["one", "three", "two"])
        #expect(survey.reading.queues.map(\.unacknowledged) == [nil, 0, nil])
    }

    @Test func survivesEntriesThatAreNoneOfKombus() async throws {
        let survey = try await survey([
            bind("q", to: "q"),
            RedisCommand(
                "HSET", "unacked", "a", "", "b", "[]", "c", "[1,2,3]", "d", "nonsense", "e", #"[{}, "", "q"]"#),
        ])
        #expect(survey.unacknowledged?.count == 5)
        #expect(survey.unacknowledged?.allSatisfy { $0.task == nil } == true)
        #expect(survey.reading.queues.first?.unacknowledged == 1)
    }

    @Test func onlyCountsWhatIsTooMuchToRead() async throws {
        let fields = (0...10_000).flatMap { ["\($0)", "x"] }
        let survey = try await survey([bind("q", to: "q"), RedisCommand("HSET", ["unacked"] + fields)])
        #expect(survey.unacknowledgedTotal == 10_001)
        #expect(survey.unacknowledged == nil)
        #expect(survey.reading.queues.map(\.unacknowledged) == [nil])
        #expect(survey.notes == [.tooManyUnacknowledged(10_001)])
    }

    @Test func readsEachOfManyInFlightOnce() async throws {
        let fields = (0..<9_000).flatMap { ["\($0)", Messages.delivered("id\($0)", key: "q")] }
        let scores = (0..<9_000).flatMap { ["\(1_700_000_000 + $0)", "\($0)"] }
        let survey = try await survey([
            RedisCommand("HSET", ["unacked"] + fields), RedisCommand("ZADD", ["unacked_index"] + scores),
        ])
        #expect(survey.unacknowledged?.map { $0.task?.description } == (0..<9_000).map { "id\($0)" })
        #expect(survey.reading.queues.map(\.unacknowledged) == [9_000])
    }

    @Test func samplesWhatIsTakenNext() async throws {
        let first = (0..<80).map { Messages.task("first\($0)") }
        let second = (0..<300).map { Messages.task("second\($0)") }
        let survey = try await survey([bind("q", to: "q"), push("q", first), push("q\(separator)6", second)])
        let sample = try #require(survey.reading.queues.first?.sample)
        #expect(sample.map { $0.task?.description } == (0..<80).map { "first\($0)" } + (0..<20).map { "second\($0)" })
    }

    @Test func samplesFewOfHugeMessages() async throws {
        let huge = (0..<40).map { Messages.task("\($0)", padding: 400_000) }
        let survey = try await survey([
            bind("q", to: "q"), push("q", huge), bind("r", to: "r"), push("r", ["no message"]),
        ])
        let queues = survey.reading.queues
        #expect((3...8).contains(queues[0].sample?.count ?? 0))
        #expect(queues[0].ready == 40)
        #expect(queues[1].sample == [WaitingMessage(task: nil)])
    }

    @Test func readsNoMessageWhereOnlyCountsAreAskedFor() async throws {
        let survey = try await survey(
            [bind("q", to: "q"), push("q", [Messages.task("1")]), RedisCommand("HSET", "unacked", "t", "x")],
            QueueRequest(isDetailed: false))
        #expect(survey.reading.queues.first?.ready == 1)
        #expect(survey.reading.queues.first?.sample == [])
        #expect(survey.reading.queues.first?.unacknowledged == nil)
        #expect(survey.unacknowledged == nil)
        #expect(survey.unacknowledgedTotal == 1)
    }

    @Test func tellsAQueueFromWhatOnlyHasItsName() async throws {
        let survey = try await survey([
            bind("q", to: "q"), RedisCommand("SET", "q", "text"), bind("r", to: "r"), push("r", ["a"]),
            RedisCommand("SET", "r\(separator)9", "text"), RedisCommand("SET", "_kombu.binding.s", "text"),
            RedisCommand("SET", "unacked", "text"), bind("t", to: "t"), push("t", ["a"]),
        ])
        #expect(survey.reading.queues.map(\.name) == ["q", "r", "t"])
        #expect(survey.reading.queues.map(\.ready) == [nil, nil, 1])
        #expect(survey.reading.queues.map(\.unacknowledged) == [nil, nil, nil])
        let wrong = "WRONGTYPE Operation against a key holding the wrong kind of value"
        #expect(survey.notes == [.unacknowledgedUnreadable(wrong), .notAQueue("q"), .notAQueue("r")])
        #expect(survey.unacknowledgedTotal == nil)
    }

    @Test func saysThatNothingHereIsCelerys() async throws {
        #expect(try await survey([RedisCommand("SET", "k", "v"), push("l", ["a"])]).notes == [.nothingOfCelery])
        #expect(try await survey([bind("w@h.celery.pidbox", key: "", to: "celery.pidbox")]).notes.isEmpty)
    }

    @Test func findsAllAmongManyBindings() async throws {
        let commands = (0..<3000).map { bind("q\($0)", to: "shared") }
        #expect(try await survey(commands).reading.queues.count == 3000)
    }

    @Test func saysWhatItMayNotRead() async throws {
        let rights = [
            "--user", "u", "on", ">p", "~*", "&*", "-@all", "+select", "+hlen", "+scan", "+lrange", "+zrange",
        ]
        for (further, command) in [([], "SSCAN"), (["+sscan"], "LLEN")] {
            try await RedisServer.with(rights + further) { server in
                _ = try await server.connect().ask([bind("q", to: "q")])
                let url = try server.url("u:p@")
                await #expect(throws: BrokerError.notPermitted(broker: "\(url)", command: command)) {
                    try await RedisBroker(url).readQueues(detailed)
                }
            }
        }
    }

    @Test func goesOnWhereItMayNotSearch() async throws {
        let rights = ["--user", "u", "on", ">p", "~*", "&*", "+@all", "-scan"]
        try await RedisServer.with(rights) { server in
            _ = try await server.connect().ask([bind("q", to: "q"), bind("r", to: "celery")])
            let survey = try await RedisBroker(server.url("u:p@")).readQueues(detailed)
            #expect(survey.reading.queues.map(\.name) == ["r"])
            #expect(survey.notes == [.searchCutShort])
        }
    }

    @Test func blocksNobodyAmongAMillionOtherKeys() async throws {
        try await RedisServer.with { server in
            let connection = try await server.connect()
            let script = "for i = 1, 1000000 do redis.call('SET', 'other:' .. i, i) end"
            _ = try await connection.ask(RedisCommand("EVAL", script, "0"), within: .seconds(60))
            _ = try await connection.ask([bind("q", to: "q"), push("q", [Messages.task("1")])])
            _ = try await connection.ask(RedisCommand("CONFIG", "RESETSTAT"))
            let survey = try await RedisBroker(server.url()).readQueues(detailed)
            #expect(survey.reading.queues.map(\.name) == ["q"] || survey.notes.contains(.searchCutShort))
            // How long each holds the server up is measured by `make bench`; here, that none can look at all keys at
            // once.
            let calls = try await server.calls()
            #expect(try #require(calls["scan"]) > 10)
            #expect(Set(calls.keys).isDisjoint(with: ["keys", "sort", "eval", "flushall"]))
        }
    }
}
