extension RedisBroker {
    /// Looks at the bindings of the answers' exchange: takes away the reply queues that killed runs of ours have left,
    /// by whatever separator, and returns what others keep there.
    ///
    /// Looks at no more than 100,000 bindings: there are brokers in which other programs have left a great many.
    func sweepReplyQueues(_ connection: RedisConnection) async throws(BrokerError) -> [String] {
        let (ours, foreign) = try await replyBindings(connection)
        guard !ours.isEmpty else { return foreign }
        let count = RedisCommand("PUBSUB", ["NUMSUB"] + ours.map(\.presence))
        guard let pairs = try await connection.ask([count])[0].array else { return foreign }
        let owned = Set(
            stride(from: 0, to: pairs.count - 1, by: 2).filter { pairs[$0 + 1].integer != 0 }.map { pairs[$0].text })
        let orphans = ours.filter { !owned.contains($0.presence) }
        if !orphans.isEmpty { _ = try await connection.ask(orphans.flatMap(\.remove)) }
        return foreign
    }

    private func replyBindings(
        _ connection: RedisConnection
    ) async throws(BrokerError) -> (ours: [RedisReplyQueue], foreign: [String]) {
        var scan = RedisScan("SSCAN", key: keys.binding(options.replyExchange))
        var (ours, foreign): ([RedisReplyQueue], [String]) = ([], [])
        for _ in 0..<100 {
            guard let page = try await scan.next(connection) else { break }
            for member in page.compactMap(\.text) {
                if let queue = RedisReplyQueue(member: member, keys, options) {
                    ours.append(queue)
                } else {
                    foreign.append(member)
                }
            }
        }
        return (ours, foreign)
    }
}
