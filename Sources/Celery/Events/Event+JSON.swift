extension Event {
    /// The event as one line of NDJSON, with Celery's names for its fields and the time at which we heard it.
    package var jsonLine: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            switch self {
            case .task(let event): event.write(to: &writer)
            case .worker(let event): event.write(to: &writer)
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}

extension TaskEvent {
    fileprivate func write(to writer: inout JSONWriter) {
        origin.write(type: "task-\(kind.word)", to: &writer)
        writer.told("uuid", task.description)
        var (facts, line) = (facts, FactLine(writer: writer))
        facts.visit(&line)
        writer = line.writer
    }
}

/// Writes the facts that are told as members of an object.
private struct FactLine: FactVisitor {
    var writer: JSONWriter

    mutating func word(_ name: StaticString, _ value: inout String?) { writer.told(name, value) }
    mutating func text(_ name: StaticString, _ value: inout String?) { writer.told(name, value) }
    mutating func count(_ name: StaticString, _ value: inout Int?) { writer.told(name, value) }
    mutating func time(_ name: StaticString, _ value: inout Instant?) { writer.told(name, value?.iso8601) }
    mutating func task(_ name: StaticString, _ value: inout TaskID?) { writer.told(name, value?.description) }
    mutating func seconds(_ name: StaticString, _ value: inout Double?) { writer.told(name, value) }
    mutating func truth(_ name: StaticString, _ value: inout Bool?) { writer.told(name, value) }
}

extension WorkerEvent {
    fileprivate func write(to writer: inout JSONWriter) {
        origin.write(type: "worker-\(kind.word)", to: &writer)
        writer.told("freq", interval)
        writer.told("active", active)
        writer.told("processed", processed)
        if let loadAverage {
            writer.key("loadavg")
            writer.array(loadAverage) { writer, load in load.write(to: &writer) }
        }
        writer.told("sw_ident", software?.name)
        writer.told("sw_ver", software?.version)
        writer.told("sw_sys", software?.system)
    }
}

extension EventOrigin {
    fileprivate func write(type: String, to writer: inout JSONWriter) {
        writer.told("type", type)
        writer.told("hostname", sender)
        writer.told("timestamp", timestamp.seconds)
        writer.told("local_received", heard.seconds)
        writer.told("clock", clock)
        writer.told("pid", processID)
    }
}

extension JSONWriter {
    /// A key and its value; nothing for what wasn't told.
    fileprivate mutating func told<Value: JSONWritable>(_ name: StaticString, _ value: Value?) {
        guard let value else { return }
        key(literal: name)
        value.write(to: &self)
    }
}

extension TaskEvent.Kind {
    /// The word behind `task-`.
    fileprivate var word: String {
        switch self {
        case .sent: "sent"
        case .received: "received"
        case .started: "started"
        case .succeeded: "succeeded"
        case .failed: "failed"
        case .retried: "retried"
        case .revoked: "revoked"
        case .rejected: "rejected"
        case .cancelled: "cancelled"
        case .dropped: "dropped"
        case .held: "held"
        case .custom(let name): name.lowercased()
        }
    }
}

extension WorkerEvent.Kind {
    /// The word behind `worker-`.
    fileprivate var word: String {
        switch self {
        case .online: "online"
        case .heartbeat: "heartbeat"
        case .offline: "offline"
        }
    }
}
