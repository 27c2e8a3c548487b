import Celery
import Decoding

/// Reads the messages of each queue that are to be taken next.
struct RedisSample {
    /// How many of a queue are read.
    private static let limit = 100
    /// Above how many bytes no more of a queue are read.
    private static let byteLimit = 1 << 20
    /// Above how many bytes no more are read at all.
    private static let totalByteLimit = 32 << 20

    /// The messages by queue, the next to be taken first.
    private(set) var messages: [ExactText: [WaitingMessage]] = [:]
    /// Why messages couldn't be read, in the server's words.
    private(set) var refusal: String?
    private let keys: RedisKeys
    private let layout: RedisLayout

    private struct Visit {
        let queue: ExactText
        /// The lists that have messages, and how many are left, in the order in which workers take them.
        var lists: [(key: String, left: Int)]
        var offset = 0
        var size = BatchSize(target: 64 << 10, limit: 50)

        var count: Int { lists.first.map { min(size.next, $0.left) } ?? 0 }
    }

    init(_ keys: RedisKeys, _ layout: RedisLayout) {
        self.keys = keys
        self.layout = layout
    }

    /// Reads a few of each queue at a time, all queues side by side.
    mutating func read(_ connection: RedisConnection, _ lengths: [ExactText: [Int: Int]?]) async throws(BrokerError) {
        var visits = lengths.compactMap { queue, steps in visit(queue, steps ?? [:]) }.sorted { $0.queue < $1.queue }
        var decoder = MessageDecoder()
        var total = 0
        while !visits.isEmpty, total < Self.totalByteLimit {
            let replies = try await connection.ask(visits.map(Self.request))
            for (index, reply) in replies.enumerated() {
                if case .error(let text) = reply { refusal = refusal ?? text }
                // The tail is the next to be taken, so a slice is read from its end.
                let slice = (reply.array ?? []).compactMap(\.bytes)
                total += slice.reduce(0) { $0 + $1.count }
                take(slice.reversed(), &visits[index], &decoder)
            }
            visits.removeAll { $0.lists.isEmpty }
        }
    }

    private func visit(_ queue: ExactText, _ steps: [Int: Int]) -> Visit? {
        let lists = layout.prioritySteps.map { (key: keys.list(queue.text, step: $0), left: steps[$0] ?? 0) }
        let waiting = lists.filter { $0.left > 0 }
        return waiting.isEmpty ? nil : Visit(queue: queue, lists: waiting)
    }

    private static func request(_ visit: Visit) -> RedisCommand {
        let range = (from: "-\(visit.offset + visit.count)", to: "-\(visit.offset + 1)")
        return RedisCommand("LRANGE", visit.lists.first?.key ?? "", range.from, range.to)
    }

    private mutating func take(_ slice: [[UInt8]], _ visit: inout Visit, _ decoder: inout MessageDecoder) {
        let asked = visit.count
        visit.size.note(slice)
        visit.offset += slice.count
        visit.lists[0].left -= asked
        if slice.count < asked || visit.lists[0].left <= 0 {
            visit.lists.removeFirst()
            visit.offset = 0
        }
        for message in slice where messages[visit.queue, default: []].count < Self.limit {
            messages[visit.queue, default: []].append(decoder.task(message))
        }
        if messages[visit.queue, default: []].count >= Self.limit || visit.size.bytes > Self.byteLimit {
            visit.lists = []
        }
    }
}
