/// One of Redis' commands that walk over many elements a piece at a time.
struct RedisScan {
    private let command: String
    private let key: String?
    private let match: String?
    private var cursor: String? = "0"
    /// What the server said where it refused.
    private(set) var refusal: String?

    /// Walks over the keys of the database, or with `key` over the elements of a set, hash or sorted set.
    init(_ command: String, key: String? = nil, match: String? = nil) {
        self.command = command
        self.key = key
        self.match = match
    }

    /// Whether there is nothing left.
    var isFinished: Bool { cursor == nil }

    /// The elements of the next piece; `nil` when there is nothing left, or what has this key can't be walked over.
    mutating func next(_ connection: RedisConnection, count: Int = 1000) async throws(BrokerError) -> [RedisReply]? {
        guard let request = request(count: count) else { return nil }
        return take(try await connection.ask([request])[0])
    }

    /// What asks for the next piece; `nil` when there is nothing left.
    func request(count: Int) -> RedisCommand? {
        guard let cursor else { return nil }
        let pattern = match.map { ["MATCH", $0] } ?? []
        return RedisCommand(command, [key, cursor].compactMap(\.self) + pattern + ["COUNT", String(count)])
    }

    /// Throws where the server refused for want of permission; that something else has the key is no error.
    func assertPermitted(_ connection: RedisConnection) throws(BrokerError) {
        guard let refusal, refusal.hasPrefix("NOPERM") else { return }
        throw BrokerError(redis: refusal, command: command, broker: connection.name)
    }

    /// Takes the answer; returns its elements.
    mutating func take(_ reply: RedisReply) -> [RedisReply]? {
        if case .error(let text) = reply { refusal = text }
        guard let parts = reply.array, parts.count == 2, let next = parts[0].text, let elements = parts[1].array else {
            cursor = nil
            return nil
        }
        cursor = next == "0" ? nil : next
        return elements
    }
}
