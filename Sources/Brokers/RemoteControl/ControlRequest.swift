import Celery
import Decoding

/// A question or an order to workers, as kombu's `pidbox` sends them.
struct ControlRequest: Sendable {
    /// Where answers go.
    struct ReplyAddress: Sendable {
        let exchange: String
        let routingKey: String
    }

    let method: String
    /// Who is to answer; `nil` for everybody.
    var destination: [WorkerName]?
    let arguments: [(name: String, value: Bool)]
    /// What the answers will carry; `nil` where none are wanted.
    let ticket: String?
    let replyTo: ReplyAddress?

    /// A question that answers are wanted to; the ticket is made here.
    init(_ method: InspectionMethod, to destination: [WorkerName]? = nil, replyTo: ReplyAddress) {
        self.method = method.rawValue
        self.destination = destination
        arguments =
            switch method {
            // Arguments in the caller's words: those that JSON can't hold would end the worker's remote control.
            case .active: [("safe", true)]
            // The defaults are left out: for those, Celery 5.7 writes warnings into its log.
            case .ping, .stats, .conf, .report, .reserved, .scheduled, .registered, .revoked, .activeQueues: []
            }
        ticket = RandomIdentifier.uuid()
        self.replyTo = replyTo
    }

    /// An order that nobody answers.
    init(order: String) {
        method = order
        destination = nil
        arguments = []
        ticket = nil
        replyTo = nil
    }

    /// The same for those workers alone, unless it is for some already.
    func to(_ workers: Set<WorkerName>) -> ControlRequest {
        var request = self
        request.destination = destination ?? workers.sorted()
        return request
    }

    /// The body: JSON.
    var body: [UInt8] {
        let given = arguments.map { "\(JSONWriter.quoted($0.name)): \($0.value)" }.joined(separator: ", ")
        let names = destination.map { $0.map { JSONWriter.quoted($0.description) }.joined(separator: ", ") }
        var fields = [
            "\"method\": \(JSONWriter.quoted(method))", "\"arguments\": {\(given)}",
            "\"destination\": \(names.map { "[\($0)]" } ?? "null")",
            "\"pattern\": null", "\"matcher\": null",
        ]
        if let ticket, let replyTo {
            fields.append("\"ticket\": \(JSONWriter.quoted(ticket))")
            let exchange = JSONWriter.quoted(replyTo.exchange)
            let key = JSONWriter.quoted(replyTo.routingKey)
            fields.append("\"reply_to\": {\"exchange\": \(exchange), \"routing_key\": \(key)}")
        }
        return Array("{\(fields.joined(separator: ", "))}".utf8)
    }

    /// The message in the envelope of kombu's virtual transports; workers may drop it after `expires`.
    func envelope(exchange: String, expires: Instant) -> String {
        """
        {"body": "\(Base64.encode(body))", "content-encoding": "utf-8", "content-type": "application/json", \
        "headers": {"clock": 1, "expires": \(expires.seconds)}, "properties": {"delivery_mode": 1, \
        "delivery_info": {"exchange": \(JSONWriter.quoted(exchange)), "routing_key": ""}, "priority": 0, \
        "body_encoding": "base64", "delivery_tag": "\(RandomIdentifier.uuid())"}}
        """
    }
}
