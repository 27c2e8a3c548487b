package import Celery
import Decoding

extension RabbitMQBroker {
    package func listen(
        until deadline: ContinuousClock.Instant, subscribed: @escaping @Sendable () -> Void,
        deliver: @escaping @Sendable ([Event]) -> Void
    ) async throws(BrokerError) -> ListenReport {
        guard !options.isPassive else { throw .passive }
        let connection = try await connect()
        let queue = Self.queuePrefix + RandomIdentifier.uuid()
        let (isBound, started): (Bool, Instant)
        do throws(BrokerError) {
            (isBound, started) = (try await bind(queue, connection), .now)
        } catch {
            await connection.close()
            throw error
        }
        subscribed()
        var session = ListenSession(started: started)
        do throws(BrokerError) {
            // Without the exchange nobody has sent an event yet; the first worker to come makes it.
            if !isBound { try await waitToBind(queue, connection, until: deadline) }
            while ContinuousClock.now < deadline, !Task.isCancelled {
                session.hear(try await connection.receive(until: deadline), deliver: deliver)
            }
            // Its answer proves that the connection carried everything until then.
            if !Task.isCancelled { try await connection.ask(.cancel(queue: queue), on: Self.mainChannel) }
            session.hear(try await connection.receive(until: .now), deliver: deliver)
        } catch {
            if error != .cancelled { session.report.failure = error }
        }
        await connection.close()
        return session.finished(at: .now)
    }

    /// Makes a queue of our own that gets all events; returns whether there is an exchange that they come from.
    private func bind(_ queue: String, _ connection: AMQPConnection) async throws(BrokerError) -> Bool {
        do {
            try await connection.ask(.find(exchange: options.eventExchange), on: Self.mainChannel)
        } catch .missing {
            return false
        }
        try await connection.ask(.makeOwn(queue: queue), on: Self.mainChannel)
        let binding = AMQPMethod.bind(queue: queue, to: options.eventExchange, routingKey: "#")
        try await connection.ask(binding, on: Self.mainChannel)
        try await connection.ask(.consume(queue: queue, acknowledging: false), on: Self.mainChannel)
        return true
    }

    private func waitToBind(
        _ queue: String, _ connection: AMQPConnection, until deadline: ContinuousClock.Instant
    ) async throws(BrokerError) {
        while ContinuousClock.now < deadline, !Task.isCancelled {
            if try await bind(queue, connection) { return }
            _ = try await connection.receive(until: min(deadline, .now + .milliseconds(200)))
        }
    }
}

extension ListenSession {
    /// Delivers the events of messages.
    fileprivate mutating func hear(_ messages: [AMQPMessage], deliver: @Sendable ([Event]) -> Void) {
        hear(messages, deliver: deliver) { message, decoder, heard, events throws(DecodingFailure) in
            try message.form.check()
            try decoder.decode(message.body, heard: heard, into: &events)
        }
    }
}
