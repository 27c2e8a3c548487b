/// Finds the keys of stored results, and keeps those with the most life left.
struct ResultSearch {
    /// What Celery's keys of results hold, behind whatever prefix.
    private static let mark = "celery-task-meta-"
    /// Of how many other prefixes keys are counted.
    private static let mostStrangers = 100

    private let limit: Int
    private let prefixes: Set<String>
    private var scan: RedisScan
    private var found: [(key: String, life: Int?)] = []
    /// How many keys were found.
    private(set) var seen = 0
    /// How many keys have another prefix, by that.
    private(set) var strangers: [String: Int] = [:]
    /// Why the lives of keys couldn't be told, in the server's words.
    private(set) var refusal: String?

    /// Searches for results behind a `global_keyprefix`: Celery 5.3 and 5.4 put `_` behind it, later versions only
    /// where it ends in none of `:_-.` (`_add_global_keyprefix` in `celery/backends/base.py`).
    init(prefix: String, limit: Int) {
        self.limit = max(0, limit)
        prefixes = prefix.isEmpty ? [""] : [prefix, prefix + "_"]
        // Redis looks at every key, whatever the pattern: this one tells of results that another prefix hides as well.
        scan = RedisScan("SCAN", match: "*" + Self.mark + "*")
    }

    /// Whether all keys were looked at.
    var isFinished: Bool { scan.isFinished }

    /// The keys to read, the newest first.
    var newest: [String] { kept(found).map(\.key) }

    /// Whether keys were left out of which nobody knows that they are older than the others.
    var isAnySelection: Bool { refusal != nil && seen > limit }

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
            pending = request == nil ? [] : own((scan.take(replies[0]) ?? []).compactMap(\.text))
            try scan.assertPermitted(connection)
        }
    }

    /// The keys that are ours to read; the others are counted.
    private mutating func own(_ keys: [String]) -> [String] {
        keys.filter { key in
            guard let mark = key.firstRange(of: Self.mark) else { return false }
            let prefix = String(key[..<mark.lowerBound])
            if prefixes.contains(prefix) { return true }
            if strangers[prefix] != nil || strangers.count < Self.mostStrangers { strangers[prefix, default: 0] += 1 }
            return false
        }
    }

    /// SCAN may name a key twice: what is kept is freed of that.
    private mutating func note(_ keys: [String], _ lives: [RedisReply]) {
        seen += keys.count
        for (key, life) in zip(keys, lives) {
            // Below zero: no end of its life (-1), or gone by now (-2).
            if case .error(let text) = life { refusal = refusal ?? text }
            if life.integer != -2 { found.append((key, life.integer.map { max($0, -1) })) }
        }
        if found.count > 4 * limit + 4096 { found = kept(found) }
    }

    private func kept(_ found: [(key: String, life: Int?)]) -> [(key: String, life: Int?)] {
        var keys: Set<String> = []
        let distinct = found.filter { keys.insert($0.key).inserted }
        let sorted = distinct.sorted { one, other in
            let (life, otherLife) = (one.life ?? -1, other.life ?? -1)
            return life == otherLife ? one.key < other.key : life > otherLife
        }
        return Array(sorted.prefix(limit))
    }
}
