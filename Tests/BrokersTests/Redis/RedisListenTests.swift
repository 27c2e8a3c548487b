import Celery
import Testing

@testable import Brokers

@Suite(.enabled(if: RedisServer.program != nil, "redis-server is not installed"))
struct RedisListenTests {
    private let log = EventLog()

    /// Listens for a while, and runs `body` once the broker has confirmed.
    private func listen(
        _ broker: RedisBroker, for time: Duration = .milliseconds(1500),
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws -> ListenReport {
        let (confirmed, confirm) = AsyncStream.makeStream(of: Void.self)
        async let report = broker.listen(
            until: .now + time, subscribed: { confirm.finish() }, deliver: { [log] in log.add($0) })
        for await _ in confirmed {}
        try await body()
        return try await report
    }

    @Test func deliversSingleEventsAndListsInOrder() async throws {
        try await RedisServer.with { server in
            let report = try await listen(RedisBroker(server.url(database: 3))) {
                try await server.ask("PUBLISH", "/3.celeryev/worker.heartbeat", Messages.heartbeat("a"))
                let list = "[\((0..<50).map { Messages.started("\($0)") }.joined(separator: ","))]"
                try await server.ask("PUBLISH", "/3.celeryev/task.multi", Messages.event(list))
                try await server.ask("PUBLISH", "/3.celeryev/worker.heartbeat", Messages.heartbeat("z"))
            }
            #expect(report.events == 52)
            #expect(report.unreadable == 0)
            #expect(report.failure == nil)
            #expect(report.watched.length >= 0.5)
            let senders = log.events.map { event in
                switch event {
                case .task(let event): event.task.description
                case .worker(let event): event.origin.sender
                }
            }
            #expect(senders == ["a"] + (0..<50).map(String.init) + ["z"])
        }
    }

    @Test func hearsOnlyItsOwnDatabasePrefixAndExchange() async throws {
        try await RedisServer.with { server in
            var options = BrokerOptions()
            options.layout = RedisLayout(keyPrefix: "p[1]*?\\")
            options.eventExchange = "ev*"
            let report = try await listen(RedisBroker(server.url(), options: options)) {
                for channel in [
                    #"p[1]*?\/0.ev*/worker.x"#, "p1*?\\/0.ev*/worker.x", "p[1]xx\\/0.ev*/worker.x", "/0.ev*/worker.x",
                    #"p[1]*?\/1.ev*/worker.x"#, #"p[1]*?\/0.evil/worker.x"#,
                ] {
                    try await server.ask("PUBLISH", channel, Messages.heartbeat("w"))
                }
            }
            #expect(report.events == 1)
        }
    }

    @Test func countsWhatItCannotReadAndGoesOn() async throws {
        try await RedisServer.with { server in
            let report = try await listen(RedisBroker(server.url())) {
                for text in ["", "not JSON", "{}", "[]", Messages.event("[1,2]"), Messages.event("nonsense")] {
                    try await server.ask("PUBLISH", "/0.celeryev/x", text)
                }
                let pickle = #"{"body": "gAJ9", "content-type": "application/x-python-serialize", "properties": {}}"#
                try await server.ask("PUBLISH", "/0.celeryev/x", pickle)
                try await server.ask("PUBLISH", "/0.celeryev/x", Messages.heartbeat("w"))
            }
            #expect(report.events == 1)
            #expect(report.unreadable == 7)
            #expect(report.reasons.count <= 5)
            #expect(report.reasons.allSatisfy { !$0.isEmpty })
        }
    }

    @Test func keepsWhatItHeardWhenTheServerDies() async throws {
        try await RedisServer.with { server in
            let report = try await listen(RedisBroker(server.url()), for: .seconds(30)) {
                try await server.ask("PUBLISH", "/0.celeryev/x", Messages.heartbeat("w"))
                try await Task.sleep(for: .milliseconds(100))
                server.die()
            }
            #expect(report.events == 1)
            #expect(try report.failure == .closed(broker: "\(server.url())"))
            #expect(report.watched.length < 5)
        }
    }

    @Test func noticesAServerThatFellSilent() async throws {
        try await RedisServer.with { server in
            var options = BrokerOptions()
            options.stream.responseTimeout = .milliseconds(200)
            let report = try await listen(RedisBroker(server.url(), options: options), for: .seconds(30)) {
                try await server.ask("PUBLISH", "/0.celeryev/x", Messages.heartbeat("w"))
                try await Task.sleep(for: .milliseconds(50))
                server.pause()
            }
            #expect(report.events == 1)
            #expect(try report.failure == .timedOut(broker: "\(server.url())"))
            #expect(report.watched.length < 1)
        }
    }

    @Test func outlastsASilentCluster() async throws {
        try await RedisServer.with { server in
            var options = BrokerOptions()
            options.stream.responseTimeout = .milliseconds(150)
            let report = try await listen(RedisBroker(server.url(), options: options), for: .milliseconds(1000)) {}
            #expect(report.failure == nil)
            #expect(report.watched.length >= 0.5)
        }
    }

    @Test func endsWithAReportWhenCancelled() async throws {
        try await RedisServer.with { server in
            let broker = RedisBroker(try server.url())
            let (confirmed, confirm) = AsyncStream.makeStream(of: Void.self)
            let task = Task { [log] in
                try await broker.listen(
                    until: .now + .seconds(60), subscribed: { confirm.finish() }, deliver: { log.add($0) })
            }
            for await _ in confirmed {}
            try await server.ask("PUBLISH", "/0.celeryev/x", Messages.heartbeat("w"))
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            let start = ContinuousClock.now
            let report = try await task.value
            #expect(ContinuousClock.now - start < .milliseconds(500))
            #expect(report.events == 1)
            #expect(report.failure == nil)
        }
    }

    @Test func writesNothingAndThrowsWhereItMayNotListen() async throws {
        try await RedisServer.with(["--user", "u", "on", ">p", "~*", "&*", "-@all", "+get"]) { server in
            let url = try server.url("u:p@")
            await #expect(throws: BrokerError.notPermitted(broker: "\(url)", command: "PSUBSCRIBE")) {
                try await RedisBroker(url).listen(until: .now + .seconds(9), subscribed: {}, deliver: { _ in })
            }
            _ = try await listen(RedisBroker(server.url())) {}
            #expect(try await server.keys().isEmpty)
        }
    }
}
