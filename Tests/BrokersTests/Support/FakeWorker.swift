import Synchronization

@testable import Brokers
@testable import EventDecoding

/// Answers remote control as a worker of Celery's does.
struct FakeWorker: Sendable {
    var name: String
    var database = 0
    var layout = RedisLayout()
    /// The questions that it answers; `nil` for all.
    var methods: Set<String>?
    /// How long each answer takes.
    var delay = Duration.zero
    /// What it answers in place of what is true.
    var answers: [String: String] = [:]

    private static let plain = [
        "ping": #"{"ok": "pong"}"#, "stats": #"{"pid": 7, "total": {"t.add": 3}, "uptime": 9}"#, "active": "[]",
        "reserved": "[]", "scheduled": "[]", "revoked": "[]", "registered": #"["t.add"]"#, "conf": "{}",
        "active_queues": #"[{"name": "celery", "exchange": {"name": "celery", "type": "direct"}}]"#,
    ]

    /// Works while `body` runs.
    func work(_ server: RedisServer, _ body: () async throws -> Void) async throws {
        let subscription = try await server.connect(database: database)
        let keys = RedisKeys(layout, database: database)
        _ = try await subscription.ask(RedisCommand("PSUBSCRIBE", keys.channel("celery.pidbox")))
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
        try await Task.sleep(for: delay)
        let text = answers[question.method] ?? Self.plain[question.method] ?? "null"
        let reply = Base64Text.encode(Array("{\(JSONText.quoted(name)): \(text)}".utf8))
        let envelope = """
            {"body": "\(reply)", "content-encoding": "utf-8", "content-type": "application/json", "headers": \
            {"ticket": \(JSONText.quoted(question.ticket)), "clock": 3}, "properties": {"body_encoding": "base64"}}
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

        init(_ envelope: [UInt8]) throws {
            var decoder = MessageDecoder()
            let body = try decoder.body(of: envelope)
            var parser = JSONParser()
            let (method, ticket, exchange, key) = try parser.withParsed(body) { node throws(EventDecodingError) in
                (
                    node["method"]?.string, node["ticket"]?.string, node["reply_to"]?["exchange"]?.string,
                    node["reply_to"]?["routing_key"]?.string
                )
            }
            (self.method, self.ticket) = (method ?? "", ticket ?? "")
            if let exchange, let key { address = ControlRequest.ReplyAddress(exchange: exchange, routingKey: key) }
        }
    }
}
