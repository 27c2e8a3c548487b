import Celery

/// A task's message as far as its envelope tells it.
struct TaskMessage {
    /// What the headers told.
    private(set) var message: WaitingMessage
    /// The body, where it has to be read as well.
    private(set) var body: [UInt8]?

    /// Reads an envelope: with protocol 2 the headers tell all but the arguments, with protocol 1 the body tells
    /// everything.
    init(envelope node: JSONNode) {
        message = WaitingMessage(task: nil)
        if let headers = node["headers"], let id = headers["id"]?.string, let name = headers["task"]?.string {
            message = WaitingMessage(task: TaskID(id), facts: TaskFacts(message: headers))
            message.facts.name = headers["shadow"]?.string ?? name
            message.facts.args = headers["argsrepr"]?.string
            message.facts.kwargs = headers["kwargsrepr"]?.string
            message.enqueued = Self.enqueued(headers)
        }
        if message.task == nil || message.facts.args == nil || message.facts.kwargs == nil {
            // A body of another type than JSON leaves what the headers told.
            body = try? Envelope(node).body()
        }
    }

    /// The headers in which instrumentation tells when a message was sent: Sentry's, Scout's, and one that many write
    /// themselves.
    private static let times: [StaticString] = ["sentry-task-enqueued-time", "enqueued_at", "scout_task_start"]

    /// When it was sent, by the first header that tells; such headers may stand in `headers` once more, as Celery puts
    /// them.
    private static func enqueued(_ headers: JSONNode) -> Instant? {
        for name in times {
            for node in [headers[name], headers["headers"]?[name]] {
                if let time = node.flatMap(time) { return time }
            }
        }
        return nil
    }

    /// Seconds or milliseconds since 1970, as a number or as its text, or ISO 8601.
    private static func time(_ node: JSONNode) -> Instant? {
        if let time = node.isoTime { return time }
        guard let number = node.double ?? node.string.flatMap(Double.init), number > 0 else { return nil }
        return Instant(seconds: number > 100_000_000_000 ? number / 1000 : number)
    }

    /// The message with what its body adds.
    func completed(by body: JSONNode) -> WaitingMessage {
        message.task == nil ? Self.protocol1(body) : withArguments(of: body)
    }

    /// The body of protocol 2: `[args, kwargs, {callbacks, …}]`.
    private func withArguments(of body: JSONNode) -> WaitingMessage {
        var message = message
        let parts = body.elements.map { Array($0.prefix(2)) } ?? []
        if message.facts.args == nil, let args = parts.first { message.facts.args = PythonText.tuple(args) }
        if message.facts.kwargs == nil, parts.count > 1 { message.facts.kwargs = PythonText.repr(parts[1]) }
        return message
    }

    /// The body of protocol 1: `{"task": …, "id": …, "args": […], …}`.
    private static func protocol1(_ body: JSONNode) -> WaitingMessage {
        guard let id = body["id"]?.string, let name = body["task"]?.string else { return WaitingMessage(task: nil) }
        var facts = TaskFacts(message: body)
        facts.name = name
        facts.args = body["args"].map { PythonText.tuple($0) }
        facts.kwargs = body["kwargs"].map { PythonText.repr($0) }
        return WaitingMessage(task: TaskID(id), facts: facts)
    }
}

/// An entry of the hash of delivered messages, as far as it can be read in one go.
struct DeliveryDraft {
    let message: TaskMessage
    let exchange: String
    let routingKey: String

    /// Reads `[message, exchange, routing key]`; `nil` for anything else.
    init?(entry node: JSONNode) {
        guard let elements = node.elements else { return nil }
        let parts = Array(elements.prefix(3))
        guard parts.count == 3, let exchange = parts[1].string, let key = parts[2].string else { return nil }
        self.exchange = exchange
        routingKey = key
        message = TaskMessage(envelope: parts[0])
    }
}

extension TaskFacts {
    /// Reads what both protocols call the same.
    fileprivate init(message node: JSONNode) {
        self.init()
        retries = node["retries"]?.count
        eta = node["eta"]?.isoTime
        expires = node["expires"]?.isoTime
        parent = node["parent_id"]?.string.map { TaskID($0) }
        root = node["root_id"]?.string.map { TaskID($0) }
        periodic = (node["periodic_task_name"] ?? node["headers"]?["periodic_task_name"])?.string
    }
}
