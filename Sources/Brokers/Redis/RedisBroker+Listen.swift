package import Celery
import Decoding

extension RedisBroker {
    package func listen(
        until deadline: ContinuousClock.Instant, subscribed: @escaping @Sendable () -> Void,
        deliver: @escaping @Sendable ([Event]) -> Void
    ) async throws(BrokerError) -> ListenReport {
        let connection = try await connect()
        let common = keys.commonChannel(options.eventExchange)
        var channels = EventChannels(common: common, bound: try await boundWorkers(connection))
        let own = keys.channels(options.eventExchange)
        // Without `fanout_patterns` routing keys part nothing. Whoever may not listen there loses nothing as a rule,
        // and is refused each by itself.
        let others = (own + [common]).map(RedisKeys.escapingPattern) + [RedisKeys.pattern(below: common)]
        _ = try await connection.ask(others.map { RedisCommand("PSUBSCRIBE", $0) })
        // More than one pattern brings more than one confirmation; those that come later are no events.
        _ = try await connection.ask(RedisCommand("PSUBSCRIBE", own.map(RedisKeys.pattern)))
        var session = ListenSession(started: .now)
        subscribed()
        var look = ContinuousClock.now + Self.lookInterval
        do throws(BrokerError) {
            while ContinuousClock.now < deadline, !Task.isCancelled {
                let patience = ContinuousClock.now + options.stream.responseTimeout
                let replies = try await connection.receive(until: min(deadline, patience))
                session.take(replies, &channels, deliver: deliver)
                if channels.isWaiting, ContinuousClock.now >= look {
                    session.take(channels.learn(try await boundWorkers()), deliver: deliver)
                    look = .now + Self.lookInterval
                }
                if replies.isEmpty, patience < deadline {
                    try await assertAlive(connection, &session, &channels, deliver)
                }
            }
            // An answer at the end proves that the connection carried everything until then.
            if !Task.isCancelled { try await assertAlive(connection, &session, &channels, deliver) }
        } catch {
            if error != .cancelled { session.report.failure = error }
        }
        await connection.close()
        return session.finished(at: .now)
    }

    /// How often it is looked whose workers speak on a channel that all databases have in common.
    private static let lookInterval = Duration.seconds(5)

    private func boundWorkers() async throws(BrokerError) -> Set<WorkerName>? {
        let connection = try await connect()
        do throws(BrokerError) {
            let workers = try await boundWorkers(connection)
            await connection.close()
            return workers
        } catch {
            await connection.close()
            throw error
        }
    }

    private func assertAlive(
        _ connection: RedisConnection, _ session: inout ListenSession, _ channels: inout EventChannels,
        _ deliver: @Sendable ([Event]) -> Void
    ) async throws(BrokerError) {
        try await connection.send([RedisCommand("PING")])
        let patience = ContinuousClock.now + options.stream.responseTimeout
        while true {
            let replies = try await connection.receive(until: patience)
            guard !replies.isEmpty else { throw .timedOut(broker: url.description) }
            if session.take(replies, &channels, deliver: deliver) { return }
        }
    }
}

extension ListenSession {
    /// Delivers events that came before, and are only now known to be ours.
    fileprivate mutating func take(_ events: [Event], deliver: @Sendable ([Event]) -> Void) {
        report.events += events.count
        if !events.isEmpty { deliver(events) }
    }

    /// Delivers the events among the replies; returns whether an answer to a PING is among them.
    @discardableResult
    fileprivate mutating func take(
        _ replies: [RedisReply], _ channels: inout EventChannels, deliver: @Sendable ([Event]) -> Void
    ) -> Bool {
        var isPong = false
        hear(replies, deliver: deliver) { reply, decoder, heard, events throws(DecodingFailure) in
            guard case .array(let parts) = reply, let kind = parts.first?.bytes, let payload = parts.last?.bytes else {
                return
            }
            // A message comes with the pattern, the channel, and itself.
            if kind.elementsEqual("pmessage".utf8), let channel = parts.dropLast().last?.bytes {
                let isCommon = channels.isCommon(channel)
                var told: [Event] = []
                do throws(DecodingFailure) {
                    try decoder.decode(envelope: payload, heard: heard, into: &told)
                } catch {
                    guard isCommon else { throw error }
                }
                events += channels.admit(told, isCommon: isCommon)
            } else if kind.elementsEqual("pong".utf8) {
                isPong = true
            }
        }
        return isPong
    }
}
