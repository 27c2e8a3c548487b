import Celery

extension Evidence {
    /// Adds to the last reading the messages that were sampled, and how many were delivered of each queue.
    mutating func completeLastReading(samples: [String: [WaitingMessage]]) {
        guard var reading = queues.popLast() else { return }
        for index in reading.queues.indices {
            let name = reading.queues[index].name
            reading.queues[index].sample = samples[name] ?? []
            reading.queues[index].unacknowledged = unacknowledged.map { $0.count { $0.facts.queue == name } }
        }
        queues.append(reading)
    }
}

extension QueueReading {
    /// Reads `{"queues": [{"name": …, "ready": …, "priorities": {"0": …}}, …]}`.
    init(time: Instant, recorded node: JSONNode) {
        let contents = node["queues"]?.elements?.compactMap { QueueContent(recorded: $0) }
        self.init(time: time, queues: contents ?? [])
    }
}

extension QueueContent {
    fileprivate init?(recorded node: JSONNode) {
        guard let name = node["name"]?.string else { return nil }
        self.init(name: name, type: "list", ready: node["ready"]?.count)
        guard let fields = node["priorities"]?.fields else { return }
        for (key, value) in fields {
            if let priority = Int(key.text) { priorities[priority] = value.count }
        }
    }
}
