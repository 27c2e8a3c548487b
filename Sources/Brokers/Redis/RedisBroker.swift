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
        var heard = 0
        for channel in keys.channels(options.controlExchange) where heard == 0 {
            heard = try await connection.ask(RedisCommand("PUBLISH", channel, message), within: timeout).integer ?? 0
        }
        await connection.close()
        return heard
    }

    func connect() async throws(BrokerError) -> RedisConnection {
        try await RedisConnection.open(url, options: options.stream)
    }
}
