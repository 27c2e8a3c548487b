package import Celery

/// Decodes what RabbitMQ's management API answers, versions 3.8 to 4.
package struct ManagementDecoder: ~Copyable {
    private var parser = JSONParser()
    private let now: Instant

    /// Makes a decoder; one serves any number of answers, which came at `now`.
    package init(now: Instant) { self.now = now }

    /// Decodes a page of `/api/queues/VHOST`.
    package mutating func queues(_ body: [UInt8]) throws(DecodingFailure) -> ManagedQueuePage {
        try parser.withParsed(body) { [now] node throws(DecodingFailure) in
            guard let items = node["items"]?.elements else { throw .lacks("a page of queues", field: "items") }
            return ManagedQueuePage(
                queues: items.compactMap { ManagedQueue($0, now: now) }, pages: node["page_count"]?.count ?? 1)
        }
    }

    /// Decodes `/api/queues/VHOST/NAME`.
    package mutating func queue(_ body: [UInt8]) throws(DecodingFailure) -> ManagedQueue {
        try parser.withParsed(body) { [now] node throws(DecodingFailure) in
            guard let queue = ManagedQueue(node, now: now) else { throw .lacks("a queue", field: "name") }
            return queue
        }
    }

    /// Decodes `/api/exchanges/VHOST/NAME/bindings/source`: what leads from the exchange to queues, and by which keys.
    package mutating func routes(_ body: [UInt8]) throws(DecodingFailure) -> [ManagedRoute] {
        try parser.withParsed(body) { node throws(DecodingFailure) in
            guard let items = node.elements else { throw .notA("a list of bindings") }
            return items.compactMap { item in
                guard item["destination_type"]?.string != "exchange", let queue = item["destination"]?.string else {
                    return nil
                }
                return ManagedRoute(queue: queue, routingKey: item["routing_key"]?.string ?? "")
            }
        }
    }

    /// Decodes the same: the keys of all that the exchange leads to, exchanges too.
    package mutating func keys(_ body: [UInt8]) throws(DecodingFailure) -> [String] {
        try parser.withParsed(body) { node throws(DecodingFailure) in
            guard let items = node.elements else { throw .notA("a list of bindings") }
            return items.compactMap { $0["routing_key"]?.string }
        }
    }

    /// Decodes `/api/overview`: whether the server counts what its queues hold.
    package mutating func keepsStatistics(_ body: [UInt8]) throws(DecodingFailure) -> Bool {
        try parser.withParsed(body) { node throws(DecodingFailure) in
            guard node.fields != nil else { throw .notA("an overview") }
            return node["disable_stats"]?.bool != true
        }
    }

    /// Decodes `/api/queues/VHOST/NAME/bindings`: what leads to a queue.
    package mutating func sources(_ body: [UInt8]) throws(DecodingFailure) -> [ManagedBinding] {
        try parser.withParsed(body) { node throws(DecodingFailure) in
            guard let items = node.elements else { throw .notA("a list of bindings") }
            return items.map {
                ManagedBinding(source: $0["source"]?.string ?? "", routingKey: $0["routing_key"]?.string ?? "")
            }
        }
    }

    /// Decodes `/api/exchanges/VHOST/NAME`.
    package mutating func exchange(
        _ body: [UInt8]
    ) throws(DecodingFailure) -> (type: String, isDurable: Bool) {
        try parser.withParsed(body) { node throws(DecodingFailure) in
            guard let type = node["type"]?.string, let isDurable = node["durable"]?.bool else {
                throw .lacks("an exchange", field: "type")
            }
            return (type, isDurable)
        }
    }

    /// Decodes `/api/vhosts`: how many messages of one are delivered and not acknowledged.
    package mutating func backlog(_ body: [UInt8], of virtualHost: String) throws(DecodingFailure) -> Int? {
        try parser.withParsed(body) { node throws(DecodingFailure) in
            try Self.virtualHost(virtualHost, in: node)["messages_unacknowledged"]?.count
        }
    }

    private static func virtualHost(_ name: String, in node: JSONNode) throws(DecodingFailure) -> JSONNode {
        guard let hosts = node.elements else { throw .notA("a list of virtual hosts") }
        for host in hosts where host["name"]?.string == name { return host }
        throw .lacks("a list of virtual hosts", field: "name")
    }

    /// Decodes a queue of `/api/queues/VHOST/NAME` with `lengths_age` and `lengths_incr`: how full it was, oldest
    /// first, from the first time on that there was something in it.
    package mutating func lengths(
        _ body: [UInt8]
    ) throws(DecodingFailure) -> (ready: [Series.Point], unacknowledged: [Series.Point]) {
        try parser.withParsed(body) { [now] node throws(DecodingFailure) in
            (
                Self.samples(node["messages_ready_details"], until: now),
                Self.samples(node["messages_unacknowledged_details"], until: now)
            )
        }
    }

    /// Decodes a queue of `/api/queues/VHOST/NAME` with `lengths_age`, `msg_rates_age` and their steps: for how many
    /// seconds it has had messages that wait and delivered none; `nil` where none wait.
    package mutating func standstill(_ body: [UInt8]) throws(DecodingFailure) -> Double? {
        try parser.withParsed(body) { [now] node throws(DecodingFailure) in
            let ready = Self.samples(node["messages_ready_details"], until: now)
            let delivered = Self.samples(node["message_stats"]?["deliver_get_details"], until: now)
            let waiting = ready.reversed().prefix { ($0.value ?? 0) > 0 }
            guard let end = waiting.first?.time, let since = waiting.last?.time else { return nil }
            // A counter without a sample has never counted anything.
            let equal = delivered.reversed().prefix { $0.value == delivered.last?.value }
            return end.since(max(since, equal.last?.time ?? since))
        }
    }

    /// Decodes a page of `/api/queues/VHOST` with `msg_rates_age` and `msg_rates_incr`: how many messages were
    /// published to each queue, delivered from it and acknowledged, since the server counts; oldest first, from the
    /// first one on.
    package mutating func traffic(_ body: [UInt8]) throws(DecodingFailure) -> ManagedTrafficPage {
        try parser.withParsed(body) { [now] node throws(DecodingFailure) in
            guard let items = node["items"]?.elements else { throw .lacks("a page of queues", field: "items") }
            var counters: [ExactText: [MessageRate: [Series.Point]]] = [:]
            for item in items {
                guard let name = item["name"]?.string, let stats = item["message_stats"] else { continue }
                for (way, details) in [
                    (MessageRate.published, stats["publish_details"]), (.delivered, stats["deliver_get_details"]),
                    (.acknowledged, stats["ack_details"]),
                ] {
                    let points = Self.samples(details, until: now)
                    if !points.isEmpty { counters[name.exact, default: [:]][way] = points }
                }
            }
            return ManagedTrafficPage(counters: counters, pages: node["page_count"]?.int ?? 1)
        }
    }

    /// The samples, oldest first, without the zeros with which the server fills up what it has none of, and without
    /// that of the minute which is not over.
    fileprivate static func samples(_ details: JSONNode?, until now: Instant) -> [Series.Point] {
        guard let elements = details?["samples"]?.elements else { return [] }
        var samples: [Instant: Double] = [:]
        for sample in elements {
            guard let milliseconds = sample["timestamp"]?.double, let count = sample["sample"]?.double,
                let time = Instant(seconds: milliseconds / 1000)
            else { continue }
            if time <= now { samples[time] = count }
        }
        let points = samples.sorted { $0.key < $1.key }.map { Series.Point($0.key, $0.value) }
        return Array(points.drop { $0.value == 0 })
    }
}

/// What leads messages to a queue: an exchange, the default one by an empty name, and a routing key.
package struct ManagedBinding: Sendable, Hashable {
    /// The exchange.
    package let source: String
    /// The routing key.
    package let routingKey: String

    /// Names both.
    package init(source: String, routingKey: String) {
        self.source = source
        self.routingKey = routingKey
    }
}

/// What leads messages of an exchange to a queue.
package struct ManagedRoute: Sendable, Equatable {
    /// The queue.
    package var queue: String
    /// The routing key.
    package var routingKey: String
}

/// What passed through the queues of a page.
package struct ManagedTrafficPage: Sendable, Equatable {
    /// The counters by queue, for each way in which messages pass.
    package var counters: [ExactText: [MessageRate: [Series.Point]]]
    /// How many pages there are.
    package var pages: Int

    /// Holds what was counted.
    package init(counters: [ExactText: [MessageRate: [Series.Point]]], pages: Int) {
        self.counters = counters
        self.pages = pages
    }

    /// How many messages a minute passed through these queues together, oldest first.
    package func rates(of queues: Set<ExactText>) -> [MessageRate: [Series.Point]] {
        var sums: [MessageRate: [Instant: Double]] = [:]
        for (name, ways) in counters where queues.contains(name) {
            for (way, points) in ways {
                for (earlier, later) in zip(points, points.dropFirst()) {
                    let growth = (later.value ?? 0) - (earlier.value ?? 0)
                    // Counters begin again with the server.
                    guard growth >= 0 else { continue }
                    sums[way, default: [:]][later.time, default: 0] += growth * 60 / later.time.since(earlier.time)
                }
            }
        }
        return sums.mapValues { sums in sums.sorted { $0.key < $1.key }.map { Series.Point($0.key, $0.value) } }
    }
}

/// A page of the list of queues.
package struct ManagedQueuePage: Sendable, Equatable {
    /// The queues on it.
    package var queues: [ManagedQueue]
    /// How many pages there are.
    package var pages: Int
}

/// A queue, as the management API describes it; `nil` is "it doesn't say".
package struct ManagedQueue: Sendable, Equatable {
    /// The columns of the list that are read.
    package static let columns = [
        "name", "type", "arguments", "exclusive", "messages_ready", "messages_unacknowledged", "consumers",
        "idle_since", "head_message_timestamp",
        "state", "policy", "effective_policy_definition", "backing_queue_status.priority_lengths",
        "message_stats.redeliver", "messages_details.samples", "messages_ready_details.samples",
    ]

    /// Its name.
    package var name: String
    /// `classic`, `quorum` or `stream`.
    package var type: String?
    /// Whether it belongs to one connection, and goes with it.
    package var isExclusive: Bool
    /// Whether it outlives a restart of the server.
    package var isDurable: Bool
    /// Messages that wait.
    package var ready: Int?
    /// Messages delivered and not acknowledged.
    package var unacknowledged: Int?
    /// Consumers.
    package var consumers: Int?
    /// Since when nothing has happened to it.
    package var idleSince: Instant?
    /// When the message was sent that is taken next, where its sender wrote that.
    package var headSent: Instant?
    /// `running`, or what keeps it from that.
    package var state: String?
    /// The policy that applies to it.
    package var policy: String?
    /// What the policies that apply to it lay down, those rules of one value each.
    package var rules: [NamedValue]
    /// The arguments that it was declared with, those of one value each.
    package var arguments: [NamedValue]
    /// Messages that wait, by priority; only of a classic queue with priorities.
    package var priorities: [Int: Int]
    /// How many messages were delivered again since the server started to count.
    package var redelivered: Int?
    /// By how many messages a minute it grew in the last minute, those in flight included: neither a delivery nor one
    /// that is taken back makes it longer. `nil` where that wasn't asked for, or isn't known.
    package var growth: Double?
    /// By how many messages a minute those that wait in it grew in the last minute.
    package var readyGrowth: Double?

    /// Reads an item of the list, which came at `now`; `nil` where it has no name.
    init?(_ node: JSONNode, now: Instant) {
        guard let name = node["name"]?.string else { return nil }
        self.name = name
        type = node["type"]?.string
        isExclusive = node["exclusive"]?.bool ?? false
        isDurable = node["durable"]?.bool ?? false
        ready = node["messages_ready"]?.count
        unacknowledged = node["messages_unacknowledged"]?.count
        consumers = node["consumers"]?.count
        idleSince = node["idle_since"]?.isoTime
        headSent = node["head_message_timestamp"]?.epoch
        state = node["state"]?.string
        policy = node["policy"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        rules = node["effective_policy_definition"].map(Self.plainValues) ?? []
        arguments = node["arguments"].map(Self.plainValues) ?? []
        priorities = node["backing_queue_status"]?["priority_lengths"].map(Self.priorities) ?? [:]
        redelivered = node["message_stats"]?["redeliver"]?.count
        let isEmpty = ready == 0 && unacknowledged == 0
        growth = Self.growth(node["messages_details"], isEmpty: isEmpty, until: now)
        readyGrowth = Self.growth(node["messages_ready_details"], isEmpty: ready == 0, until: now)
    }

    /// The growth between the first and the last of these sizes; `nil` where they tell of less than ten seconds.
    private static func growth(_ details: JSONNode?, isEmpty: Bool, until now: Instant) -> Double? {
        let sizes = ManagementDecoder.samples(details, until: now)
        // Of nothing but zeros it is known that nothing came and nothing went.
        if sizes.isEmpty, isEmpty, details?["samples"] != nil { return 0 }
        guard let first = sizes.first, let last = sizes.last, last.time.since(first.time) >= 10 else { return nil }
        return ((last.value ?? 0) - (first.value ?? 0)) * 60 / last.time.since(first.time)
    }

    private static func plainValues(_ node: JSONNode) -> [NamedValue] {
        guard let fields = node.fields else { return [] }
        var values: [NamedValue] = []
        for (key, value) in fields {
            let number = value.int.map { String($0) }
            guard let text = value.string ?? number ?? value.bool.map({ String($0) }) else { continue }
            values.append(NamedValue(key.text, text))
        }
        return values.sorted { $0.name < $1.name }
    }

    private static func priorities(_ node: JSONNode) -> [Int: Int] {
        guard let fields = node.fields else { return [:] }
        var priorities: [Int: Int] = [:]
        for (key, value) in fields {
            if let priority = Int(key.text), let count = value.count { priorities[priority] = count }
        }
        return priorities
    }
}
