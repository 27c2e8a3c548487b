package import Celery
import Decoding

extension RabbitMQBroker {
    package func inspect(timeout: Duration, heard: Set<WorkerName>) async throws(BrokerError) -> InspectionReport {
        guard !options.isPassive else { throw .passive }
        let audience = try await audience()
        // A server that runs out of memory stops reading from a connection that publishes, and so doesn't see either
        // that it is gone: the queue of the answers belongs to a connection of its own, and goes with that.
        let listener = try await connect()
        let outcome: Result<InspectionReport, BrokerError>
        do throws(BrokerError) {
            let speaker = try await connect()
            outcome = await ask(listener, speaker, audience, timeout: timeout)
            await speaker.close()
        } catch {
            outcome = .failure(error)
        }
        await listener.close()
        return try outcome.get()
    }

    /// Asks the management API, and not for long: the workers are asked all the same where it doesn't answer.
    private func audience() async throws(BrokerError) -> Audience {
        let management = RabbitMQManagement(of: url, options: options, patience: .seconds(1))
        let internalQueues = InternalQueues(options)
        do throws(BrokerError) {
            let bindings = try await management.routes(of: options.controlExchange)
            return Audience(
                workers: bindings.count { internalQueues.worker(ofControlQueue: $0.queue) != nil },
                backlog: try await management.backlog())
        } catch {
            if error == .cancelled { throw error }
            return Audience()
        }
    }

    private func ask(
        _ listener: AMQPConnection, _ speaker: AMQPConnection, _ audience: Audience, timeout: Duration
    ) async -> Result<InspectionReport, BrokerError> {
        do throws(BrokerError) {
            var round = RabbitMQRound(self, listener, speaker, audience, timeout: timeout)
            guard try await round.begin() else { return .success(.nobody(asked: .now)) }
            try await round.publish(ReplyCollector.opening)
            do throws(BrokerError) {
                try await round.collect()
            } catch {
                if error == .cancelled { throw error }
                round.collector.fail(error)
            }
            return .success(round.collector.finished())
        } catch { return .failure(error) }
    }
}

/// Who will hear a question, and how much is in flight; `nil` is what nobody tells.
private struct Audience {
    var workers: Int?
    var backlog: Int?
}

/// One round of questions to the workers.
private struct RabbitMQRound: ~Copyable {
    var collector: ReplyCollector
    private let broker: RabbitMQBroker
    /// The connection on which answers come, and the one on which questions go.
    private let (listener, speaker): (AMQPConnection, AMQPConnection)
    private let audience: Audience
    private let expires: Instant
    private let deadline: ContinuousClock.Instant
    /// When those are asked on who have answered, without waiting for the others.
    private let patience: ContinuousClock.Instant
    private let queue = RabbitMQBroker.queuePrefix + RandomIdentifier.uuid()

    init(
        _ broker: RabbitMQBroker, _ listener: AMQPConnection, _ speaker: AMQPConnection, _ audience: Audience,
        timeout: Duration
    ) {
        self.broker = broker
        (self.listener, self.speaker) = (listener, speaker)
        self.audience = audience
        let asked = Instant.now
        expires = asked + timeout / .seconds(1)
        collector = ReplyCollector(asked: asked)
        deadline = .now + timeout
        patience = .now + timeout / 3
    }

    /// Makes the queue of the answers; `false` where there is nobody to ask.
    mutating func begin() async throws(BrokerError) -> Bool {
        guard try await broker.hasControlExchange(speaker) else { return false }
        try await listener.ask(.makeOwn(queue: queue), on: RabbitMQBroker.mainChannel)
        try await listener.ask(.consume(queue: queue, acknowledging: false), on: RabbitMQBroker.mainChannel)
        return true
    }

    /// Asks.
    mutating func publish(_ requests: [ReplyCollector.Request]) async throws(BrokerError) {
        guard !requests.isEmpty else { return }
        // The default exchange leads to every queue by its name, so that no exchange and no binding has to be made.
        let address = ControlRequest.ReplyAddress(exchange: "", routingKey: queue)
        for request in requests {
            let message = ControlRequest(request.method, to: request.destination, replyTo: address)
            try await broker.publish(message, speaker, expires: expires)
            collector.expect(request, ticket: message.ticket, heard: audience.workers)
        }
        try await broker.confirm(speaker)
    }

    /// Waits for the answers, and asks on as they come.
    mutating func collect() async throws(BrokerError) {
        while !collector.isDone, ContinuousClock.now < deadline {
            let isLate = ContinuousClock.now >= patience
            for message in try await listener.receive(until: isLate ? deadline : min(patience, deadline)) {
                collector.take(message, at: .now)
            }
            try await publish(
                collector.next(isLate: ContinuousClock.now >= patience, backlog: audience.backlog))
        }
    }
}
