import Celery
import TestSupport
import Testing

@testable import Brokers

@Suite(
    .lanes, .load(1, about: 2), .timeLimit(.minutes(60)),
    .enabled(if: RedisServer.program != nil, "redis-server is not installed"))
struct RedisListenTests {
    private let log = EventLog()

    /// Listens until `body`, which runs once the broker has confirmed, has ended and so many events are heard.
    ///
    /// Whatever was published before the last of them has been seen by then.
    private func listen(
        _ broker: RedisBroker, until count: Int = 0, _ body: @escaping @Sendable () async throws -> Void = {}
    ) async throws -> ListenReport {
        let listening = await start(broker)
        try await body()
        try await eventually { log.events.count >= count }
        listening.cancel()
        return try await listening.value
    }

    /// Begins to listen; returns once the broker has confirmed.
    private func start(_ broker: RedisBroker) async -> Task<ListenReport, any Error> {
        let (confirmed, confirm) = AsyncStream.makeStream(of: Void.self)
        let listening = Task { [log] in
            defer { confirm.finish() }
            return try await broker.listen(
                until: .now + .seconds(600), subscribed: { confirm.finish() }, deliver: { log.add($0) })
        }
        for await _ in confirmed {}
        return listening
    }

    @Test func deliversSingleEventsAndListsInOrder() async throws {
        try await RedisServer.with { server in
            let report = try await listen(RedisBroker(server.url(database: 3)), until: 52) {
                try await server.ask("PUBLISH", "/3.celeryev/worker.heartbeat", Messages.heartbeat("a"))
                let list = "[\((0..<50).map { Messages.started("\($0)") }.joined(separator: ","))]"
                try await server.ask("PUBLISH", "/3.celeryev/task.multi", Messages.event(list))
                try await server.ask("PUBLISH", "/3.celeryev/worker.heartbeat", Messages.heartbeat("z"))
            }
            #expect(report.events == 52)
            #expect(report.unreadable == 0)
            #expect(report.failure == nil)
            #expect(report.watched.length > 0)
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
            let report = try await listen(RedisBroker(server.url(), options: options), until: 1) {
                for channel in [
                    "p1*?\\/0.ev*/worker.x", "p[1]xx\\/0.ev*/worker.x", "/0.ev*/worker.x", #"p[1]*?\/1.ev*/worker.x"#,
                    #"p[1]*?\/0.evil/worker.x"#, #"p[1]*?\/0.ev*/worker.x"#,
                ] {
                    try await server.ask("PUBLISH", channel, Messages.heartbeat("w"))
                }
            }
            #expect(report.events == 1)
        }
    }

    /// With `fanout_prefix` off: a recorder is there before the first worker, and another database's cluster speaks as
    /// well.
    @Test func hearsWorkersOnTheCommonChannelThatCameUpLater() async throws {
        try await RedisServer.with { server in
            // They bind themselves only after they have spoken, and after it was first looked who they are.
            let report = try await listen(RedisBroker(server.url()), until: 2) {
                try await server.ask("PUBLISH", "celeryev/worker.x", Messages.heartbeat("w@h"))
                try await server.ask("PUBLISH", "celeryev", Messages.heartbeat("w@h"))
                try await FakeWorker(name: "w@h").bind(server)
                while log.events.isEmpty {
                    try await Task.sleep(for: .milliseconds(200))
                    try await server.ask("PUBLISH", "celeryev/worker.x", Messages.heartbeat("other@h"))
                }
            }
            #expect(report.events == log.events.count && report.events > 2)
        }
    }

    /// Who may listen to nothing but the database's own channels hears those.
    @Test func hearsWhatItMayThoughTheOtherChannelsAreForbidden() async throws {
        try await RedisServer.with { server in
            try await server.ask(
                "ACL", "SETUSER", "ear", "on", ">p", "~*", "resetchannels", "&/0.celeryev/*", "+@all")
            try await FakeWorker(name: "w@h").bind(server)
            let report = try await listen(RedisBroker(server.url("ear:p@")), until: 1) {
                try await server.ask("PUBLISH", "/0.celeryev/worker.x", Messages.heartbeat("w@h"))
            }
            #expect(report.events == 1)
        }
    }

    @Test func countsWhatItCannotReadAndGoesOn() async throws {
        try await RedisServer.with { server in
            let report = try await listen(RedisBroker(server.url()), until: 1) {
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
            let listening = await start(RedisBroker(try server.url()))
            try await server.ask("PUBLISH", "/0.celeryev/x", Messages.heartbeat("w"))
            try await eventually { !log.events.isEmpty }
            server.die()
            let report = try await listening.value
            #expect(report.events == 1)
            #expect(try report.failure == .closed(broker: "\(server.url())"))
            #expect(report.watched.length < 300)
        }
    }

    @Test func noticesAServerThatFellSilent() async throws {
        try await RedisServer.with { server in
            var options = BrokerOptions()
            options.stream.responseTimeout = .milliseconds(200)
            let listening = await start(RedisBroker(try server.url(), options: options))
            try await server.ask("PUBLISH", "/0.celeryev/x", Messages.heartbeat("w"))
            try await eventually { !log.events.isEmpty }
            server.pause()
            let report = try await listening.value
            #expect(report.events == 1)
            #expect(try report.failure == .timedOut(broker: "\(server.url())"))
            #expect(report.watched.length < 300)
        }
    }

    @Test func outlastsASilentCluster() async throws {
        try await RedisServer.with { server in
            var options = BrokerOptions()
            options.stream.responseTimeout = .milliseconds(150)
            let report = try await RedisBroker(server.url(), options: options).listen(
                until: .now + .seconds(1), subscribed: {}, deliver: { _ in })
            #expect(report.failure == nil)
            #expect(report.watched.length >= 0.5)
        }
    }

    @Test func endsWithAReportWhenCancelled() async throws {
        try await RedisServer.with { server in
            let report = try await listen(RedisBroker(server.url()), until: 1) {
                try await server.ask("PUBLISH", "/0.celeryev/x", Messages.heartbeat("w"))
            }
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
            _ = try await listen(RedisBroker(server.url()))
            #expect(try await server.keys().isEmpty)
        }
    }
}
