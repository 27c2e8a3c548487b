import Celery
import Decoding

/// Reads the messages in flight: those that kombu keeps in a hash until they are acknowledged.
struct RedisUnacknowledged {
    /// Above how many they are only counted.
    static let limit = 10_000
    /// Above how many bytes the reading is given up.
    private static let byteLimit = 64 << 20

    /// The messages; `nil` where they were not all read.
    private(set) var messages: [UnacknowledgedMessage]?
    /// Why they were not read.
    private(set) var note: QueueSurvey.Note?
    /// Why it isn't known when they were delivered.
    private(set) var deliveryNote: QueueSurvey.Note?
    /// How many there are; `nil` where that can't be read.
    let total: Int?
    private var counts: [ExactText: Int] = [:]
    private var uncertain: Set<ExactText> = []
    private let keys: RedisKeys
    private let routing: Routing

    init(_ keys: RedisKeys, _ routing: Routing, total: Int?) {
        self.keys = keys
        self.routing = routing
        self.total = total
    }

    /// The queues that messages in flight came from.
    var queues: Set<ExactText> { Set(counts.keys) }

    /// How many of a queue are in flight; `nil` where that isn't known.
    func count(of queue: ExactText) -> Int? {
        if total == 0 { return 0 }
        guard messages != nil, !uncertain.contains(queue) else { return nil }
        return counts[queue] ?? 0
    }

    /// Reads them.
    mutating func read(_ connection: RedisConnection) async throws(BrokerError) {
        guard let total else { return }
        guard total <= Self.limit else { return note = .tooManyUnacknowledged(total) }
        let times = try await deliveries(connection, total: total)
        var scan = RedisScan("HSCAN", key: keys.unacknowledged)
        var size = BatchSize(target: 256 << 10, limit: 500)
        var found: [UnacknowledgedMessage] = []
        var tags: Set<String> = []
        var decoder = MessageDecoder()
        while let request = scan.request(count: size.next) {
            let reply = try await connection.ask([request])[0]
            let entries = (scan.take(reply) ?? []).compactMap(\.bytes)
            size.note(entries)
            for index in stride(from: 0, to: entries.count - 1, by: 2) {
                let tag = String(decoding: entries[index], as: UTF8.self)
                guard tags.insert(tag).inserted else { continue }
                found.append(message(entries[index + 1], &decoder, delivered: times[tag]))
            }
            guard size.bytes <= Self.byteLimit else { return note = .tooManyUnacknowledged(total) }
        }
        if let refusal = scan.refusal { return note = .unacknowledgedUnreadable(refusal) }
        messages = found.sorted { ($0.delivered ?? .distantPast) < ($1.delivered ?? .distantPast) }
    }

    private mutating func message(
        _ entry: [UInt8], _ decoder: inout MessageDecoder, delivered: Instant?
    ) -> UnacknowledgedMessage {
        guard let known = decoder.unacknowledged(entry) else {
            return UnacknowledgedMessage(task: nil, delivered: delivered)
        }
        var message = known.message
        message.delivered = delivered
        let queues = routing.queues(exchange: known.exchange, routingKey: known.routingKey)
        if let queue = queues.first, queues.count == 1 {
            message.facts.queue = queue.text
            counts[queue, default: 0] += 1
        } else {
            // One of several queues: nothing in the entry tells which.
            uncertain.formUnion(queues)
        }
        return message
    }

    private mutating func deliveries(_ connection: RedisConnection, total: Int) async throws(BrokerError) -> [String:
        Instant]
    {
        var times: [String: Instant] = [:]
        for start in stride(from: 0, to: total, by: 1000) {
            let range = RedisCommand(
                "ZRANGE", keys.unacknowledgedIndex, String(start), String(start + 999), "WITHSCORES")
            let reply = try await connection.ask([range])[0]
            if case .error(let text) = reply {
                deliveryNote = .deliveriesUnreadable(text)
                break
            }
            let pairs = reply.array ?? []
            for index in stride(from: 0, to: pairs.count - 1, by: 2) {
                guard let tag = pairs[index].text, let score = pairs[index + 1].text.flatMap(Double.init) else {
                    continue
                }
                times[tag] = Instant(seconds: score)
            }
        }
        return times
    }
}
