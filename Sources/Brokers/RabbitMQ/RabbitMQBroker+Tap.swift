import Celery
import Decoding

extension RabbitMQBroker: EventTapBroker {
    /// Messages that are taken, and acknowledged, at once.
    private static let batchSize = 5000

    /// How long another reader of a tap may take none of its events, and be on its way out.
    private static let patienceWithOthers = Duration.seconds(3)

    package func add(_ tap: EventTap, maxLength: Int, maxAge: Duration) async throws(BrokerError) -> Bool {
        let isUncertain = try await state(of: tap).map { !$0.isCertain } ?? false
        try await withConnection { connection throws(BrokerError) in
            try await makeEventExchange(connection)
            let arguments = EventTap.arguments(maxLength: maxLength, maxAge: Int(maxAge / .milliseconds(1)))
            try await make(tap, arguments, connection)
            // What is there, and may be another's, is not to get events.
            guard !isUncertain else { return }
            let binding = AMQPMethod.bind(queue: tap.name, to: options.eventExchange, routingKey: "#")
            try await connection.ask(binding, on: Self.mainChannel)
        }
        return !isUncertain
    }

    package func state(of tap: EventTap) async throws(BrokerError) -> TapState? {
        let connection = try await connect()
        do throws(BrokerError) {
            let state = try await examine(tap, connection)
            await connection.close()
            return state
        } catch {
            await connection.close()
            guard case .missing = error else { throw error }
            return nil
        }
    }

    package func remove(
        _ tap: EventTap, unless object: (TapState) -> String?
    ) async throws(BrokerError) -> String? {
        var objection: String?
        try await withConnection { connection throws(BrokerError) in
            objection = object(try await examine(tap, connection))
            guard objection == nil else { return }
            try await connection.ask(.delete(queue: tap.name), on: Self.mainChannel)
        }
        return objection
    }

    package func empty(
        _ tap: EventTap, until deadline: ContinuousClock.Instant, keep: (TapBatch) async throws -> Void
    ) async throws -> TapReport {
        let connection = try await connect()
        do {
            let report = try await empty(tap, connection, until: deadline, keep: keep)
            await connection.close()
            return report
        } catch {
            await connection.close()
            throw error
        }
    }

    private func empty(
        _ tap: EventTap, _ connection: AMQPConnection, until deadline: ContinuousClock.Instant,
        keep: (TapBatch) async throws -> Void
    ) async throws -> TapReport {
        var report = TapReport()
        var decoder = EventDecoder()
        let started = Instant.now
        var left = try await examine(tap, connection).ready
        if let limit = try await limit(of: tap), left >= limit { report.full = left }
        try await connection.ask(.prefetch(UInt16(Self.batchSize)), on: Self.mainChannel)
        try await connection.ask(.consume(queue: tap.name, acknowledging: true), on: Self.mainChannel)
        var newest = Instant.distantPast
        var acknowledgement = TapAcknowledgement()
        // Until when others may hold events; whether nobody did, and `left` counts what was there then.
        var (patience, isAlone) = (ContinuousClock.Instant?.none, false)
        while ContinuousClock.now < deadline, acknowledgement.kept < Self.batchSize {
            try Task.checkCancellation()
            let messages = try await batch(connection, until: deadline)
            if !messages.isEmpty {
                let taken = Instant.now
                let isFirst = report.events == 0
                left -= messages.count
                var events: [Event] = []
                for message in messages {
                    guard message.exchange == options.eventExchange else {
                        throw BrokerError.notATap(
                            queue: tap.name,
                            reason: "it holds messages that were not published to '\(options.eventExchange)'")
                    }
                    do throws(DecodingFailure) {
                        try message.form.check()
                        try decoder.decode(message.body, heard: nil, into: &events)
                        acknowledgement.take(message.tag)
                    } catch {
                        report.note(error.description)
                        acknowledgement.keep(message.tag)
                    }
                }
                try await keep(TapBatch(events: events, taken: taken, followsLoss: isFirst && report.full != nil))
                report.events += events.count
                for method in acknowledgement.due() { try await connection.tell(method, on: Self.mainChannel) }
                newest = events.reduce(newest) { max($0, $1.origin.timestamp) }
                guard left <= 0, newest >= started else { continue }
            }
            let (ready, readers) = try await rest(of: tap, connection)
            if readers > 1 {
                // What a run holds that was killed a moment ago comes back as the server notices that it is gone.
                isAlone = false
                patience = patience ?? .now + Self.patienceWithOthers
                report.isShared = patience.map { ContinuousClock.now >= $0 } ?? false
                if report.isShared { break }
            } else if isAlone, left <= 0 {
                report.emptied = started
                break
            } else {
                // Some may have come back since they were counted, or grown too old.
                (left, isAlone) = (ready, true)
            }
        }
        // Its answer proves that the acknowledgements have arrived.
        try await connection.ask(.cancel(queue: tap.name), on: Self.mainChannel)
        return report
    }

    /// What comes within a moment, but no more than is to be acknowledged at once.
    private func batch(
        _ connection: AMQPConnection, until deadline: ContinuousClock.Instant
    ) async throws(BrokerError) -> [AMQPMessage] {
        var messages: [AMQPMessage] = []
        let end = min(deadline, .now + .seconds(1))
        while messages.count < Self.batchSize, ContinuousClock.now < end {
            let more = try await connection.receive(until: min(deadline, .now + .milliseconds(100)))
            if more.isEmpty { break }
            messages += more
        }
        return messages
    }

    /// How many messages it keeps; `nil` where the management API doesn't tell.
    private func limit(of tap: EventTap) async throws(BrokerError) -> Int? {
        do throws(BrokerError) {
            return try await RabbitMQManagement(of: url, options: options, patience: .seconds(1)).limit(of: tap.name)
        } catch {
            if error == .cancelled { throw error }
            return nil
        }
    }

    /// How many messages wait in it, and how many readers it has, ourselves included; what it has handed to us has
    /// arrived then.
    private func rest(
        of tap: EventTap, _ connection: AMQPConnection
    ) async throws(BrokerError) -> (ready: Int, readers: Int) {
        let answer = try await connection.ask(.find(queue: tap.name), on: Self.searchChannel)
        try await connection.ask(.prefetch(UInt16(Self.batchSize)), on: Self.mainChannel)
        guard case .declared(let ready, let readers) = answer else { return (0, 1) }
        return (ready, readers)
    }

    private func withConnection(
        _ body: (AMQPConnection) async throws(BrokerError) -> Void
    ) async throws(BrokerError) {
        let connection = try await connect()
        do throws(BrokerError) {
            try await body(connection)
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
    }
}
