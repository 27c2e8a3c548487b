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
        let message = ControlRequest(order: "enable_events").envelope(
            exchange: options.controlExchange, expires: .now + timeout / .seconds(1))
        let areBound = try await !boundWorkers(connection).isEmpty
        let heard = try await publish([message], connection, areBound: areBound)
        await connection.close()
        return heard.first
    }

    /// The workers that have bound a control queue, dead ones among them; none where we may not read that.
    func boundWorkers(_ connection: RedisConnection) async throws(BrokerError) -> Set<WorkerName> {
        do throws(BrokerError) {
            return RedisSeparators(controlMembers: try await controlMembers(connection), QueueNoise(options)).workers
        } catch {
            guard case .notPermitted = error else { throw error }
            return []
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

    /// Sends messages for workers to the channels on which they may listen, one after the other, until anybody has heard
    /// them; returns how many heard each.
    ///
    /// `areBound` is whether any worker is bound in the database: only then nobody else can be meant by what is said where
    /// all databases listen.
    func publish(
        _ envelopes: [String], _ connection: RedisConnection, areBound: Bool
    ) async throws(BrokerError) -> [Int] {
        let control = options.controlExchange
        var heard: [Int] = []
        for channel in keys.channels(control) + (areBound ? [keys.commonChannel(control)] : []) {
            heard = []
            for reply in try await connection.ask(envelopes.map { RedisCommand("PUBLISH", channel, $0) }) {
                if case .error(let text) = reply {
                    throw BrokerError(redis: text, command: "PUBLISH", broker: url.description)
                }
                heard.append(reply.integer ?? 0)
            }
            if heard.contains(where: { $0 != 0 }) { break }
        }
        return heard
    }

    func connect() async throws(BrokerError) -> RedisConnection {
        try await RedisConnection.open(url, options: options.stream)
    }
}
