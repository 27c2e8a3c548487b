import Celery

extension WorkerInspection {
    /// The answer to `stats`; of what has no field of its own, numbers and truth values go to `other`.
    ///
    /// Text does not, since an application's own boot steps may say anything there.
    mutating func mergeStatistics(_ answer: JSONNode) {
        guard let fields = answer.fields else { return }
        var rest: [NamedValue] = []
        for (key, value) in fields {
            switch key {
            case "total": executions = value.counts
            case "pid": processID = value.count
            case "uptime": uptime = value.measure
            case "prefetch_count": prefetchCount = value.count
            case "pool": mergePool(value)
            case "broker": broker = value.flattened.filter { Self.brokerNames.contains($0.name) }.harmless
            case "rusage": system = value.flattened.filter { Double($0.value) != nil }
            default: rest += Self.named(key.text, value)
            }
        }
        other = rest.filter { Double($0.value) != nil || ["True", "False"].contains($0.value) }
    }

    private mutating func mergePool(_ value: JSONNode) {
        pool = value.flattened.harmless
        concurrency = value["max-concurrency"]?.count ?? value["processes"]?.elements?.reduce(0) { sum, _ in sum + 1 }
    }

    private static func named(_ name: String, _ value: JSONNode) -> [NamedValue] {
        if let text = value.plainText { return [NamedValue(name, text)] }
        return value.flattened.map { NamedValue("\(name).\($0.name)", $0.value) }
    }

    /// Of the connection: no user, no alternates, and of its options none that a transport may read a password from.
    private static let brokerNames: Set = [
        "hostname", "port", "transport", "virtual_host", "ssl", "connect_timeout", "heartbeat", "login_method",
        "failover_strategy", "insist", "transport_options.visibility_timeout", "transport_options.priority_steps",
        "transport_options.queue_order_strategy", "transport_options.socket_timeout",
        "transport_options.confirm_publish",
    ]
}

extension JSONNode {
    /// How often each name was counted; what is no count is left out.
    fileprivate var counts: [String: Int]? {
        guard let fields else { return nil }
        var counts: [String: Int] = [:]
        for (key, value) in fields { counts[key.text] = value.count }
        return counts
    }
}
