/// Finds the keys of stored results, and keeps those with the most life left.
struct ResultSearch {
    private let limit: Int
    private var scan: RedisScan
    private var found: [(key: String, life: Int)] = []
    /// How many keys were found.
    private(set) var seen = 0

    init(prefix: String, limit: Int) {
        self.limit = max(0, limit)
        scan = RedisScan("SCAN", match: RedisKeys.escapingPattern(prefix) + "*")
    }

    /// Whether all keys were looked at.
    var isFinished: Bool { scan.isFinished }

    /// The keys to read, the newest first.
    var newest: [String] { kept(found).map(\.key) }

    /// Searches until the deadline; the lives of what one piece brought are asked for together with the next.
    mutating func run(_ connection: RedisConnection, until deadline: ContinuousClock.Instant) async throws(BrokerError)
    {
        var pending: [String] = []
        while ContinuousClock.now < deadline || !pending.isEmpty {
            let request = ContinuousClock.now < deadline ? scan.request(count: 1000) : nil
            if request == nil, pending.isEmpty { break }
            let lives = pending.map { RedisCommand("PTTL", $0) }
            let replies = try await connection.ask([request].compactMap(\.self) + lives)
            note(pending, Array(replies.suffix(pending.count)))
            pending = request == nil ? [] : (scan.take(replies[0]) ?? []).compactMap(\.text)
            try scan.assertPermitted(connection)
        }
    }

    /// SCAN may name a key twice: what is kept is freed of that.
    private mutating func note(_ keys: [String], _ lives: [RedisReply]) {
        seen += keys.count
        for (key, life) in zip(keys, lives) {
            // Below zero: no end of its life (-1), or gone by now (-2).
            guard let life = life.integer, life != -2 else { continue }
            found.append((key, life < 0 ? -1 : life))
        }
        if found.count > 4 * limit + 4096 { found = kept(found) }
    }

    private func kept(_ found: [(key: String, life: Int)]) -> [(key: String, life: Int)] {
        var keys: Set<String> = []
        let distinct = found.filter { keys.insert($0.key).inserted }
        return Array(distinct.sorted { $0.life == $1.life ? $0.key < $1.key : $0.life > $1.life }.prefix(limit))
    }
}
