extension RedisBroker {
    /// Takes away the reply queues that killed runs of ours have left.
    ///
    /// Looks at no more than 20,000 bindings: there are brokers in which other programs have left a great many.
    func sweepReplyQueues(_ connection: RedisConnection) async throws(BrokerError) {
        let found = try await leftReplyQueues(connection)
        guard !found.isEmpty else { return }
        let count = RedisCommand("PUBSUB", ["NUMSUB"] + found.map(\.lifeline))
        guard let pairs = try await connection.ask([count])[0].array else { return }
        let owned = Set(
            stride(from: 0, to: pairs.count - 1, by: 2).filter { pairs[$0 + 1].integer != 0 }.map { pairs[$0].text })
        let orphans = found.filter { !owned.contains($0.lifeline) }
        if !orphans.isEmpty { _ = try await connection.ask(orphans.flatMap(\.remove)) }
    }

    private func leftReplyQueues(_ connection: RedisConnection) async throws(BrokerError) -> [RedisReplyQueue] {
        var scan = RedisScan("SSCAN", key: keys.binding(options.replyExchange), match: RedisReplyQueue.memberPattern)
        var found: [RedisReplyQueue] = []
        for _ in 0..<20 {
            guard let page = try await scan.next(connection) else { break }
            found += page.compactMap { $0.text }.compactMap { RedisReplyQueue(member: $0, keys, options) }
        }
        return found
    }
}
