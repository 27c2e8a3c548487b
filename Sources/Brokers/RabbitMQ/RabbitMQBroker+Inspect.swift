import Celery
import EventDecoding

extension RabbitMQBroker {
    package func inspect(timeout: Duration) async throws(BrokerError) -> InspectionReport {
        guard !options.isPassive else { throw .passive }
        let audience = try await audience()
        let connection = try await connect()
        let outcome: Result<InspectionReport, BrokerError>
        do throws(BrokerError) {
            outcome = .success(try await ask(connection, audience, timeout: timeout))
        } catch {
            outcome = .failure(error)
        }
        // The queue of the answers goes with the connection.
        await connection.close()
        return try outcome.get()
    }

    /// Who will hear a question, and how much is in flight; `nil` is what nobody tells.
    private struct Audience {
        var workers: Int?
        var backlog: Int?
    }

    /// Asks the management API, and not for long: the workers are asked all the same where it doesn't answer.
    private func audience() async throws(BrokerError) -> Audience {
        let management = RabbitMQManagement(of: url, options: options, patience: .seconds(1))
        let noise = QueueNoise(options)
        do throws(BrokerError) {
            let queues = try await management.destinations(of: options.controlExchange)
            return Audience(
                workers: queues.count { noise.worker(ofControlQueue: $0) != nil },
                backlog: try await management.backlog())
        } catch {
            if error == .cancelled { throw error }
            return Audience()
        }
    }

    private func ask(
        _ connection: AMQPConnection, _ audience: Audience, timeout: Duration
    ) async throws(BrokerError) -> InspectionReport {
        var round = RabbitMQRound(self, connection, heard: audience.workers, timeout: timeout)
        guard try await round.begin() else { return round.collector.finished() }
        if let backlog = audience.backlog {
            try await round.publish(InspectionMethod.methods(backlog: backlog))
        } else {
            // Workers say themselves how many messages they may hold, before they are asked which.
            try await round.publish(InspectionMethod.methods(backlog: .max))
        }
        do throws(BrokerError) {
            try await round.collect()
        } catch {
            if error == .cancelled { throw error }
            round.collector.fail(error)
        }
        return round.collector.finished()
    }
}

/// One round of questions to the workers over a connection.
private struct RabbitMQRound: ~Copyable {
    var collector: ReplyCollector
    private let broker: RabbitMQBroker
    private let connection: AMQPConnection
    private let heard: Int?
    private let expires: Instant
    private let deadline: ContinuousClock.Instant
    /// When questions are asked that were withheld until it is known how much the workers hold.
    private let reconsideration: ContinuousClock.Instant
    private var withheld: [InspectionMethod] = []
    private let queue = RabbitMQBroker.queuePrefix + RandomIdentifier.uuid()

    init(_ broker: RabbitMQBroker, _ connection: AMQPConnection, heard: Int?, timeout: Duration) {
        self.broker = broker
        self.connection = connection
        self.heard = heard
        let asked = Instant.now
        expires = asked + timeout / .seconds(1)
        collector = ReplyCollector(asked: asked)
        deadline = .now + timeout
        reconsideration = .now + timeout / 3
    }

    /// Makes the queue of the answers; `false` where there is nobody to ask.
    mutating func begin() async throws(BrokerError) -> Bool {
        do throws(BrokerError) {
            try await connection.ask(.find(exchange: broker.options.controlExchange), on: RabbitMQBroker.mainChannel)
        } catch {
            // The first worker to come makes the exchange.
            guard case .missing = error else { throw error }
            collector.expect(.ping, ticket: nil, heard: 0)
            return false
        }
        try await connection.ask(.makeOwn(queue: queue), on: RabbitMQBroker.mainChannel)
        try await connection.ask(.consume(queue: queue, acknowledging: false), on: RabbitMQBroker.mainChannel)
        return true
    }

    /// Asks the questions that are to be asked.
    mutating func publish(_ methods: (asked: [InspectionMethod], withheld: [InspectionMethod]))
        async throws(BrokerError)
    {
        // The default exchange leads to every queue by its name, so that no exchange and no binding has to be made.
        let address = ControlRequest.ReplyAddress(exchange: "", routingKey: queue)
        for method in methods.asked {
            let request = ControlRequest(method, replyTo: address)
            try await broker.publish(request, connection, expires: expires)
            collector.expect(method, ticket: request.ticket, heard: heard)
        }
        withheld = methods.withheld
        collector.withhold(withheld)
    }

    /// Waits for the answers.
    mutating func collect() async throws(BrokerError) {
        while !collector.isDone || !withheld.isEmpty && heard == nil, ContinuousClock.now < deadline {
            let isWaiting = !withheld.isEmpty && heard == nil && ContinuousClock.now < reconsideration
            let next = isWaiting ? min(reconsideration, deadline) : deadline
            for message in try await connection.receive(until: next) { collector.take(message, at: .now) }
            if let reason = await connection.blockade {
                throw .blocked(broker: broker.url.description, reason: reason)
            }
            if isWaiting, ContinuousClock.now >= reconsideration { try await reconsider() }
        }
    }

    /// Asks what was withheld where the workers hold little enough.
    private mutating func reconsider() async throws(BrokerError) {
        guard let held = collector.mostHeld, held <= InspectionMethod.backlogLimit else { return }
        try await publish((asked: withheld, withheld: []))
    }
}
