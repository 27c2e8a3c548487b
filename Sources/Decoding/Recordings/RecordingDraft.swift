import Celery

/// A recording as far as it was read.
struct RecordingDraft: ~Copyable {
    private var parser = JSONParser()
    private var decoder = EventDecoder()
    private var messages = MessageDecoder()
    private var identity: Recording.Identity?
    private var events: [Event] = []
    private var watched: [TimeSpan] = []
    private var evidence = Evidence()
    private var samples: [String: [WaitingMessage]] = [:]
    private var inspection = RecordedInspection()
    private var latest: Instant?

    init() {}

    /// Reads a line.
    mutating func take(_ line: some Collection<UInt8>) throws(DecodingFailure) {
        let node = try parser.root(of: line)
        guard let type = node["type"]?.utf8, type.starts(with: "herbarium-") else {
            return try decoder.decode(node, heard: nil, into: &events)
        }
        guard let time = node["timestamp"]?.epoch else { throw .lacks("a line of a recording", field: "timestamp") }
        latest = max(latest ?? time, time)
        try take(node, JSONKey(bytes: type), at: time)
    }

    private mutating func take(_ node: JSONNode, _ type: JSONKey, at time: Instant) throws(DecodingFailure) {
        switch type {
        case "herbarium-broker": identity = try Recording.Identity(node)
        case "herbarium-watched":
            guard let since = node["since"]?.epoch, let until = node["until"]?.epoch else {
                throw .lacks("a watched span", field: "since' or 'until")
            }
            watched.append(TimeSpan(since: since, until: until))
        case "herbarium-queues": evidence.queues.append(QueueReading(time: time, recorded: node))
        case "herbarium-message":
            guard let queue = node["queue"]?.string, let message = node["message"] else { return }
            samples[queue, default: []].append(messages.complete(TaskMessage(envelope: message)))
        case "herbarium-unacked": takeUnacknowledged(node)
        case "herbarium-reply": inspection.take(node, at: time)
        case "herbarium-result":
            guard let value = node["value"] else { return }
            evidence.results.append(try StoredResult(meta: value))
        default: break
        }
    }

    private mutating func takeUnacknowledged(_ node: JSONNode) {
        guard let delivery = node["entry"].flatMap({ DeliveryDraft(entry: $0) }) else { return }
        let message = messages.complete(delivery.message)
        var facts = message.facts
        // With the default exchange the routing key is the queue; any other exchange would need its bindings.
        if delivery.exchange.isEmpty { facts.queue = delivery.routingKey }
        let entry = UnacknowledgedMessage(task: message.task, facts: facts, delivered: node["score"]?.epoch)
        evidence.unacknowledged = (evidence.unacknowledged ?? []) + [entry]
    }

    /// The recording, once all is read.
    consuming func finished() throws(DecodingFailure) -> Recording {
        guard let identity else { throw .notA("a recording: no line says which broker it is of") }
        var evidence = evidence
        evidence.inspection = inspection.finished
        evidence.results.sort { ($0.finished ?? .distantPast, $0.task) > ($1.finished ?? .distantPast, $1.task) }
        evidence.completeLastReading(samples: samples)
        let end = watched.map(\.until).max() ?? latest ?? .distantPast
        return Recording(identity: identity, events: events, evidence: evidence, watched: watched, end: end)
    }
}

extension Recording.Identity {
    fileprivate init(_ node: JSONNode) throws(DecodingFailure) {
        guard let transport = node["transport"]?.string, let url = node["url"]?.string else {
            throw .lacks("a broker", field: "transport' or 'url")
        }
        self.init(transport: transport, url: url, server: node["server"]?.string ?? "")
    }
}
