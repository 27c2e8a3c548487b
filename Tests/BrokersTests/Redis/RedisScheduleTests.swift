import Celery
import Testing

@testable import Brokers

/// The schedule that RedBeat keeps in Redis, read by a user who has no right beyond those of the broker's own keys.
@Suite(.enabled(if: RedisServer.program != nil, "redis-server is not installed"))
struct RedisScheduleTests {
    private static func definition(_ name: String, _ task: String = "shop.tick", every: Int = 60) -> String {
        #"{"name": "\#(name)", "task": "\#(task)", "args": ["hunter2"], "schedule": {"__type__": "interval", "every": "#
            + #"\#(every).0}, "enabled": true}"#
    }

    private static func put(_ name: String, prefix: String = "redbeat:", due: String = "1795863742") -> [RedisCommand] {
        [
            RedisCommand("HSET", "\(prefix)\(name)", "definition", definition(name), "meta", "{}"),
            RedisCommand("ZADD", "\(prefix):schedule", due, "\(prefix)\(name)"),
        ]
    }

    private func survey(
        _ commands: [RedisCommand], without right: String? = nil, options: BrokerOptions = BrokerOptions(),
        isDetailed: Bool = true
    ) async throws -> QueueSurvey {
        var survey: QueueSurvey?
        let rights = ["--user", "u", "on", ">p", "~*", "&*", "+@all", "-hget", "-hmget", "-hgetall"]
        try await RedisServer.with(rights + [right].compactMap(\.self)) { server in
            _ = try await server.connect().ask([
                RedisCommand("SADD", "_kombu.binding.celery", "a\u{6}\u{16}\u{6}\u{16}a")
            ])
            for reply in try await server.connect().ask(commands) {
                if case .error(let text) = reply { Issue.record("\(text)") }
            }
            let keys = try await server.keys()
            survey = try await RedisBroker(server.url("u:p@"), options: options)
                .readQueues(QueueRequest(isDetailed: isDetailed))
            #expect(try await server.keys() == keys)
        }
        return try #require(survey)
    }

    private func phrases(_ survey: QueueSurvey) -> [String] { survey.notes.map(\.phrase.text) }

    @Test func readsEntriesWithTheirNextTime() async throws {
        let survey = try await survey(Self.put("tick") + Self.put("größe \u{6}", due: "-1"))
        let reading = try #require(survey.schedule)
        #expect(reading.source == .redBeat && reading.isWhole && survey.notes.isEmpty)
        #expect(reading.entries.map(\.name) == ["größe \u{6}", "tick"])
        #expect(reading.entries.map(\.next) == [nil, Instant(seconds: 1_795_863_742)])
        #expect(reading.entries.map(\.schedule) == [.every(60), .every(60)])
    }

    @Test func saysNothingWhereThereIsNone() async throws {
        let survey = try await survey([])
        #expect(survey.schedule?.entries == [] && survey.schedule?.isWhole == true && survey.notes.isEmpty)
        // Only the last survey of a capture looks at more than lengths.
        #expect(try await self.survey(Self.put("tick"), isDetailed: false).schedule == nil)
    }

    @Test func honoursPrefixes() async throws {
        var options = BrokerOptions()
        options.schedulePrefix = "beat"
        options.layout = RedisLayout(keyPrefix: "shop:")
        let entries = Self.put("a", prefix: "beat") + Self.put("b", prefix: "shop:beat") + Self.put("c")
        #expect(try await survey(entries, options: options).schedule?.entries.map(\.name) == ["a", "b"])
    }

    @Test func takesAnotherUseOfItsKeyForNone() async throws {
        let survey = try await survey([RedisCommand("SET", "redbeat::schedule", "1")])
        #expect(survey.schedule?.entries == [] && survey.notes.isEmpty)
    }

    @Test func saysWhatItMayNotRead() async throws {
        let none = try await survey(Self.put("a"), without: "-zrange")
        #expect(none.schedule == nil)
        #expect(phrases(none).contains { $0.hasPrefix("whether RedBeat keeps a schedule here can't be read: NOPERM") })
        #expect(none.notes.allSatisfy(\.isHarmless) && none.unacknowledged != nil)
        let hashes = try await survey(Self.put("a"), without: "-hscan")
        #expect(hashes.schedule?.entries == [] && hashes.schedule?.isWhole == false)
        #expect(
            phrases(hashes).contains { $0.hasPrefix("1 of the entries of RedBeat's schedule can't be read: NOPERM") })
    }

    /// A text in the place of a hash, a hash without a definition, one that is no JSON, and one of a million fields.
    @Test func passesOverWhatIsNoEntry() async throws {
        let survey = try await survey(
            Self.put("good") + [
                RedisCommand("SET", "redbeat:text", "1"), RedisCommand("HSET", "redbeat:none", "meta", "{}"),
                RedisCommand("HSET", "redbeat:bad", "definition", "pickle"),
                RedisCommand(
                    "ZADD", "redbeat::schedule", "1", "redbeat:text", "2", "redbeat:none", "3", "redbeat:bad", "4",
                    "redbeat:gone"),
            ])
        #expect(survey.schedule?.entries.map(\.name) == ["good"] && survey.schedule?.isWhole == false)
        #expect(phrases(survey).contains { $0.hasPrefix("2 of the entries of RedBeat's schedule can't be read") })
    }

    @Test func readsNoMoreThanAThousand() async throws {
        let survey = try await survey((0...1_000).flatMap { Self.put("e\($0)", due: "\(10_000 + $0)") })
        #expect(survey.schedule?.entries.count == 1_000 && survey.schedule?.isWhole == false)
        #expect(survey.schedule?.entries.contains { $0.name == "e1000" } == false)
        // Among a thousand keys more, a busy machine may not get through the search for queues.
        #expect(
            phrases(survey).filter { !$0.hasPrefix("the search for queues was cut short") }
                == ["only 1000 entries of RedBeat's schedule are read, those that are due first"])
    }
}
