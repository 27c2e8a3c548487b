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
        writer.told("name", facts.name)
        writer.told("args", facts.args)
        writer.told("kwargs", facts.kwargs)
        writer.told("result", facts.result)
        writer.told("exception", facts.exception)
        writer.told("traceback", facts.traceback)
        writer.told("queue", facts.queue)
        writer.told("retries", facts.retries)
        writer.told("eta", facts.eta?.iso8601)
        writer.told("expires", facts.expires?.iso8601)
        writer.told("parent_id", facts.parent?.description)
        writer.told("root_id", facts.root?.description)
        writer.told("runtime", facts.runtime)
        writer.told("terminated", facts.terminated)
        writer.told("expired", facts.expired)
        writer.told("requeue", facts.requeued)
    }
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
    fileprivate mutating func told<Value: JSONWritable>(_ name: String, _ value: Value?) {
        guard let value else { return }
        key(name)
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
