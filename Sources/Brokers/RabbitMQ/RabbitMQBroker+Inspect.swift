import Celery
import EventDecoding

extension RabbitMQBroker {
    package func inspect(timeout: Duration) async throws(BrokerError) -> InspectionReport {
        guard !options.isPassive else { throw .passive }
        let audience = try await audience()
        // A server that runs out of memory stops reading from a connection that publishes, and so doesn't see either that
        // it is gone: the queue of the answers belongs to a connection of its own, and goes with that.
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
            let bindings = try await management.routes(of: options.controlExchange)
            return Audience(
                workers: bindings.count { noise.worker(ofControlQueue: $0.queue) != nil },
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
            var round = RabbitMQRound(self, listener, speaker, heard: audience.workers, timeout: timeout)
            guard try await round.begin() else { return .success(round.collector.finished()) }
            // Where nobody else tells how much is in flight, workers say themselves how many messages they may hold, before
            // they are asked which.
            try await round.publish(InspectionMethod.methods(backlog: audience.backlog ?? .max))
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

/// One round of questions to the workers.
private struct RabbitMQRound: ~Copyable {
    var collector: ReplyCollector
    private let broker: RabbitMQBroker
    /// The connection on which answers come, and the one on which questions go.
    private let (listener, speaker): (AMQPConnection, AMQPConnection)
    private let heard: Int?
    private let expires: Instant
    private let deadline: ContinuousClock.Instant
    /// When questions are asked that were withheld until it is known how much the workers hold.
    private let reconsideration: ContinuousClock.Instant
    private var withheld: [InspectionMethod] = []
    private let queue = RabbitMQBroker.queuePrefix + RandomIdentifier.uuid()

    init(
        _ broker: RabbitMQBroker, _ listener: AMQPConnection, _ speaker: AMQPConnection, heard: Int?,
        timeout: Duration
    ) {
        self.broker = broker
        (self.listener, self.speaker) = (listener, speaker)
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
            try await speaker.ask(.find(exchange: broker.options.controlExchange), on: RabbitMQBroker.mainChannel)
        } catch {
            // The first worker to come makes the exchange.
            guard case .missing = error else { throw error }
            collector.expect(.ping, ticket: nil, heard: 0)
            return false
        }
        try await listener.ask(.makeOwn(queue: queue), on: RabbitMQBroker.mainChannel)
        try await listener.ask(.consume(queue: queue, acknowledging: false), on: RabbitMQBroker.mainChannel)
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
            try await broker.publish(request, speaker, expires: expires)
            collector.expect(method, ticket: request.ticket, heard: heard)
        }
        try await broker.confirm(speaker)
        withheld = methods.withheld
        collector.withhold(withheld)
    }

    /// Waits for the answers.
    mutating func collect() async throws(BrokerError) {
        while !collector.isDone || !withheld.isEmpty && heard == nil, ContinuousClock.now < deadline {
            let isWaiting = !withheld.isEmpty && heard == nil && ContinuousClock.now < reconsideration
            let next = isWaiting ? min(reconsideration, deadline) : deadline
            for message in try await listener.receive(until: next) { collector.take(message, at: .now) }
            if isWaiting, ContinuousClock.now >= reconsideration { try await reconsider() }
        }
    }

    /// Asks what was withheld where the workers hold little enough.
    private mutating func reconsider() async throws(BrokerError) {
        guard let held = collector.mostHeld, held <= InspectionMethod.backlogLimit else { return }
        try await publish((asked: withheld, withheld: []))
    }
}
