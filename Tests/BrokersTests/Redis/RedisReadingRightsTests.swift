import Celery
import Testing

@testable import Brokers

/// Queues of every priority are counted, and what a user may not read is no zero.
@Suite(.enabled(if: RedisServer.program != nil, "redis-server is not installed"))
struct RedisReadingRightsTests {
    private static let binding = RedisCommand("SADD", "_kombu.binding.celery", "mail\u{6}\u{16}\u{6}\u{16}mail")

    private func survey(
        _ commands: [RedisCommand], without right: String? = nil, steps: Set<Int> = []
    ) async throws -> QueueSurvey {
        var survey: QueueSurvey?
        let rights = ["--user", "u", "on", ">p", "~*", "&*", "+@all"] + [right].compactMap(\.self)
        try await RedisServer.with(rights) { server in
            _ = try await server.connect().ask([Self.binding] + commands)
            var request = QueueRequest(isDetailed: true)
            request.prioritySteps = steps
            survey = try await RedisBroker(server.url("u:p@")).readQueues(request)
        }
        return try #require(survey)
    }

    private func push(_ list: String) -> RedisCommand { RedisCommand("LPUSH", list, Messages.task("t")) }

    @Test func saysWhichPrioritiesAreNotCounted() async throws {
        let lists = ["mail"] + (1...9).map { "mail\u{6}\u{16}\($0)" }
        let survey = try await survey(lists.map(push))
        #expect(survey.reading.queues.map(\.ready) == [4])
        #expect(
            survey.notes.map(\.phrase.text) == [
                "messages of the priorities 1,2,4,5,7,8 are not counted; give --priority-steps 0,1,2,3,4,5,6,7,8,9"
            ])
    }

    @Test func countsTheStepsThatWorkersTold() async throws {
        let lists = ["mail"] + [3, 5, 12].map { "mail\u{6}\u{16}\($0)" }
        let survey = try await survey(lists.map(push), steps: [0, 5, 12])
        #expect(survey.reading.queues.map(\.ready) == [4] && survey.notes.isEmpty)
        #expect(survey.reading.queues[0].priorities == [0: 1, 3: 1, 5: 1, 12: 1])
        #expect(survey.reading.queues[0].sample?.count == 4)
    }

    @Test func leavesAQueueItsOwnList() async throws {
        let name = "mail\u{6}\u{16}3"
        let member = RedisCommand("SADD", "_kombu.binding.celery", "\(name)\u{6}\u{16}\u{6}\u{16}\(name)")
        let survey = try await survey([member, push("mail"), push(name)])
        #expect(survey.reading.queues.map(\.ready) == [1, 1])
    }

    private static let flight = [
        RedisCommand("HSET", "unacked", "tag", Messages.delivered("t", key: "mail")),
        RedisCommand("ZADD", "unacked_index", "1700000000", "tag"),
    ]

    @Test func tellsNoTimesThatItMayNotRead() async throws {
        let survey = try await survey(Self.flight, without: "-zrange")
        #expect(survey.unacknowledged?.map(\.delivered) == [nil])
        #expect(survey.notes.map(\.phrase.text).contains { $0.hasPrefix("when the messages in flight were delivered") })
    }

    @Test func knowsNotWhatIsInFlightWhereItMayNotRead() async throws {
        let survey = try await survey(Self.flight, without: "-hscan")
        #expect(survey.unacknowledged == nil && survey.unacknowledgedTotal == 1)
        #expect(survey.reading.queues.map(\.unacknowledged) == [nil])
        #expect(survey.notes.map(\.phrase.text).contains { $0.hasPrefix("the messages in flight can't be read") })
    }

    @Test func knowsNotWhatWaitsWhereItMayNotRead() async throws {
        let survey = try await survey([push("mail")], without: "-lrange")
        #expect(survey.reading.queues.map(\.ready) == [1] && survey.reading.queues[0].sample == nil)
        #expect(survey.notes.map(\.phrase.text).contains { $0.hasPrefix("the messages that wait can't be read") })
    }
}
