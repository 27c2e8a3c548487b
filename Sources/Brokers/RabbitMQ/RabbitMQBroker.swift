package import Celery

/// A RabbitMQ server as Celery's broker, by kombu's AMQP transport.
package struct RabbitMQBroker: Broker {
    /// What the names of our queues begin with.
    static let queuePrefix = "herbarium-"
    /// The channel on which we listen and ask, and the one on which we look for queues: not finding one ends a channel.
    static let (mainChannel, searchChannel) = (UInt16(1), UInt16(2))

    /// Where it is.
    package let url: BrokerURL
    let options: BrokerOptions

    /// Names a broker; nothing is connected yet.
    package init(_ url: BrokerURL, options: BrokerOptions = BrokerOptions()) {
        self.url = url
        self.options = options
    }

    package var features: BrokerFeatures { url.features }
    package var makesQueueToListen: Bool { true }

    package func identify() async throws(BrokerError) -> BrokerIdentity {
        let connection = try await connect()
        let server = await connection.server
        await connection.close()
        return BrokerIdentity(transport: url.transport.rawValue, url: url.withoutCredentials, server: server)
    }

    package func enableEvents(timeout: Duration) async throws(BrokerError) -> Int? {
        guard !options.isPassive else { throw .passive }
        let connection = try await connect()
        do throws(BrokerError) {
            guard try await hasControlExchange(connection) else {
                await connection.close()
                return 0
            }
            try await publish(ControlRequest(order: "enable_events"), connection, expires: .now + timeout / .seconds(1))
            try await confirm(connection)
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
        return nil
    }

    func connect() async throws(BrokerError) -> AMQPConnection {
        try await AMQPConnection.open(url, options: options.stream)
    }

    /// Whether there is an exchange that takes questions to the workers; the first worker to come makes it.
    ///
    /// Throws where what has the name is of another kind, since what is published there would reach whoever it is for.
    func hasControlExchange(_ connection: AMQPConnection) async throws(BrokerError) -> Bool {
        let name = options.controlExchange
        do throws(BrokerError) {
            try await connection.ask(.find(exchange: name), on: Self.mainChannel)
        } catch {
            guard case .missing = error else { throw error }
            return false
        }
        guard try await isControl(exchange: name, connection) else {
            throw .notRemoteControl(broker: url.description, exchange: name)
        }
        return true
    }

    private func isControl(exchange: String, _ connection: AMQPConnection) async throws(BrokerError) -> Bool {
        do throws(BrokerError) {
            let management = RabbitMQManagement(of: url, options: options, patience: .seconds(1))
            let kind = try await management.kind(ofExchange: exchange)
            return kind.type == "fanout" && !kind.isDurable
        } catch {
            if error == .cancelled { throw error }
        }
        do throws(BrokerError) {
            try await connection.ask(.confirmControl(exchange: exchange), on: Self.searchChannel)
            return true
        } catch {
            switch error {
            case .refused: return false
            // Nothing tells, but nobody else has a use for Celery's own name.
            case .notPermitted where exchange == BrokerOptions().controlExchange: return true
            default: throw error
            }
        }
    }

    /// Sends a question or an order to all workers; they may drop it after `expires`.
    func publish(
        _ request: ControlRequest, _ connection: AMQPConnection, expires: Instant
    ) async throws(BrokerError) {
        try await connection.publish(
            request.body, to: options.controlExchange,
            headers: [("clock", .integer(1)), ("expires", .number(expires.seconds))], on: Self.mainChannel)
    }

    /// Returns once the server has taken all that was published; throws what it says against that.
    func confirm(_ connection: AMQPConnection) async throws(BrokerError) {
        try await connection.ask(.find(exchange: options.controlExchange), on: Self.mainChannel)
    }
}
