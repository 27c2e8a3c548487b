package import Celery

/// A Redis server as Celery's broker, by kombu's Redis transport.
package struct RedisBroker: Broker {
    /// Where it is.
    package let url: BrokerURL
    let options: BrokerOptions
    let keys: RedisKeys

    /// Names a broker; nothing is connected yet.
    package init(_ url: BrokerURL, options: BrokerOptions = BrokerOptions()) {
        self.url = url
        self.options = options
        keys = RedisKeys(options.layout, database: url.database, hasOldChannels: !url.sentinels.isEmpty)
    }

    package var features: BrokerFeatures { url.features }

    package func identify() async throws(BrokerError) -> BrokerIdentity {
        let connection = try await connect()
        let replies = try await connection.ask([RedisCommand("INFO", "server")])
        await connection.close()
        let server = replies.first?.text.flatMap(RedisVersion.init)?.description
        return BrokerIdentity(transport: "redis", url: url.withoutCredentials, server: server)
    }

    package func enableEvents(timeout: Duration) async throws(BrokerError) -> Int? {
        guard !options.isPassive else { throw .passive }
        let connection = try await connect()
        let bound = try await boundWorkers(connection) ?? []
        let order = ControlRequest(order: "enable_events")
        let heard = try await publish([order], to: bound, connection, expires: .now + timeout / .seconds(1))
        await connection.close()
        return heard.first ?? nil
    }

    /// The workers that have bound a control queue, dead ones among them; `nil` where we may not read that.
    func boundWorkers(_ connection: RedisConnection) async throws(BrokerError) -> Set<WorkerName>? {
        do throws(BrokerError) {
            return RedisSeparators(controlMembers: try await controlMembers(connection), InternalQueues(options))
                .workers
        } catch {
            guard case .notPermitted = error else { throw error }
            return nil
        }
    }

    /// The members of the set in which workers bind their control queues.
    func controlMembers(_ connection: RedisConnection) async throws(BrokerError) -> [String] {
        var scan = RedisScan("SSCAN", key: keys.binding(options.controlExchange))
        var members: [String] = []
        for _ in 0..<100 {
            guard let page = try await scan.next(connection) else { break }
            members += page.compactMap(\.text)
        }
        try scan.assertPermitted(connection)
        return members
    }

    /// Sends requests to the channels on which workers may listen, one after the other, until anybody has heard them;
    /// returns how many of ours heard each, `nil` where that can't be told.
    ///
    /// Where `fanout_prefix` is off, the workers of all databases listen on one channel. What is said there is for
    /// those alone that are `bound` in ours; others pass over it.
    func publish(
        _ requests: [ControlRequest], to bound: Set<WorkerName>, _ connection: RedisConnection, expires: Instant
    ) async throws(BrokerError) -> [Int?] {
        let control = options.controlExchange
        for channel in keys.channels(control) {
            let heard = try await publish(requests, on: channel, connection, expires: expires)
            if heard.contains(where: { $0 != 0 }) { return heard }
        }
        guard !bound.isEmpty else { return requests.map { _ in 0 } }
        let ours = requests.map { $0.to(bound) }
        return try await publish(ours, on: keys.commonChannel(control), connection, expires: expires).map { heard in
            heard > bound.count ? nil : heard
        }
    }

    private func publish(
        _ requests: [ControlRequest], on channel: String, _ connection: RedisConnection, expires: Instant
    ) async throws(BrokerError) -> [Int] {
        let commands = requests.map { request in
            RedisCommand(
                "PUBLISH", channel, request.envelope(exchange: options.controlExchange, expires: expires))
        }
        var heard: [Int] = []
        for reply in try await connection.ask(commands) {
            if case .error(let text) = reply {
                throw BrokerError(redis: text, command: "PUBLISH", broker: url.description)
            }
            heard.append(reply.integer ?? 0)
        }
        return heard
    }

    func connect() async throws(BrokerError) -> RedisConnection {
        try await RedisConnection.open(url, options: options.stream, sentinels: options.sentinels)
    }
}
