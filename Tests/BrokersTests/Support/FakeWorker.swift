import Celery
import Synchronization

@testable import Brokers
@testable import Decoding

/// Answers remote control as a worker of Celery's does.
struct FakeWorker: Sendable {
    var name: String
    var database = 0
    var layout = RedisLayout()
    /// Whether its database has channels of its own: kombu's `fanout_prefix`.
    var hasFanoutPrefix = true
    /// The questions that it answers; `nil` for all.
    var methods: Set<String>?
    /// How long each answer takes.
    var delay = Duration.zero
    /// What it answers in place of what is true.
    var answers: [String: String] = [:]

    private static let plain = [
        "ping": #"{"ok": "pong"}"#,
        "stats": #"{"pid": 7, "total": {"t.add": 3}, "uptime": 9, "pool": {"implementation": "prefork:TaskPool"}}"#,
        "active": "[]",
        "reserved": "[]", "scheduled": "[]", "revoked": "[]", "registered": #"["t.add"]"#,
        "conf": "{}", "report": #"{"ok": "\nsoftware -> celery:5.6.2 (recovery) kombu:5.6.2"}"#,
        "active_queues": #"[{"name": "celery", "exchange": {"name": "celery", "type": "direct"}}]"#,
    ]

    /// Leaves the binding of its control queue, as a worker does when it comes up.
    func bind(_ server: RedisServer) async throws {
        let keys = RedisKeys(layout, database: database)
        let member = "\(layout.separator)\(layout.separator)\(name).celery.pidbox"
        try await server.ask("SADD", keys.binding("celery.pidbox"), member, database: database)
    }

    /// Works while `body` runs.
    func work(_ server: RedisServer, _ body: () async throws -> Void) async throws {
        let subscription = try await server.connect(database: database)
        let keys = RedisKeys(layout, database: database)
        let channel = hasFanoutPrefix ? keys.channel("celery.pidbox") : keys.commonChannel("celery.pidbox")
        _ = try await subscription.ask(RedisCommand("PSUBSCRIBE", channel))
        try await bind(server)
        let job = Task {
            let sender = try await server.connect(database: database)
            while !Task.isCancelled {
                for message in try await subscription.receive(until: .now + .seconds(60)) {
                    try await answer(message, keys, sender)
                }
            }
        }
        defer { job.cancel() }
        try await body()
    }

    private func answer(_ message: RedisReply, _ keys: RedisKeys, _ sender: RedisConnection) async throws {
        guard let payload = message.array?.last?.bytes else { return }
        let question = try Question(payload)
        guard methods?.contains(question.method) ?? true, let address = question.address else { return }
        guard question.destination?.contains(name) ?? true else { return }
        try await Task.sleep(for: delay)
        let text = answers[question.method] ?? Self.plain[question.method] ?? "null"
        let reply = Base64.encode(Array("{\(JSONWriter.quoted(name)): \(text)}".utf8))
        let envelope = """
            {"body": "\(reply)", "content-encoding": "utf-8", "content-type": "application/json", "headers": \
            {"ticket": \(JSONWriter.quoted(question.ticket)), "clock": 3}, "properties": {"body_encoding": "base64"}}
            """
        let members = try await sender.ask(RedisCommand("SMEMBERS", keys.binding(address.exchange))).array ?? []
        for member in members.compactMap(\.text) {
            let binding = Binding(member: member, exchange: address.exchange, separator: layout.separator)
            guard let binding, binding.routingKey == address.routingKey else { continue }
            _ = try await sender.ask(RedisCommand("LPUSH", keys.list(binding.queue), envelope))
        }
    }

    private struct Question {
        var method = ""
        var ticket = ""
        var address: ControlRequest.ReplyAddress?
        var destination: [String]?

        init(_ envelope: [UInt8]) throws {
            var decoder = MessageDecoder()
            let body = try decoder.body(of: envelope)
            var parser = JSONParser()
            let (method, ticket, exchange, key, destination) = try parser.withParsed(body) {
                node throws(DecodingFailure) in
                (
                    node["method"]?.string, node["ticket"]?.string, node["reply_to"]?["exchange"]?.string,
                    node["reply_to"]?["routing_key"]?.string, node["destination"]?.texts
                )
            }
            (self.method, self.ticket, self.destination) = (method ?? "", ticket ?? "", destination)
            if let exchange, let key { address = ControlRequest.ReplyAddress(exchange: exchange, routingKey: key) }
        }
    }
}
