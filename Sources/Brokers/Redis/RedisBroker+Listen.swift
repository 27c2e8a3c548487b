package import Celery
import EventDecoding

extension RedisBroker {
    package func listen(
        until deadline: ContinuousClock.Instant, subscribed: @escaping @Sendable () -> Void,
        deliver: @escaping @Sendable ([Event]) -> Void
    ) async throws(BrokerError) -> ListenReport {
        let connection = try await connect()
        // More than one pattern brings more than one confirmation; those that come later are no events.
        _ = try await connection.ask(RedisCommand("PSUBSCRIBE", keys.channelPatterns(options.eventExchange)))
        var session = ListenSession(started: .now)
        subscribed()
        do throws(BrokerError) {
            while ContinuousClock.now < deadline, !Task.isCancelled {
                let patience = ContinuousClock.now + options.stream.responseTimeout
                let replies = try await connection.receive(until: min(deadline, patience))
                session.take(replies, deliver: deliver)
                if replies.isEmpty, patience < deadline { try await assertAlive(connection, &session, deliver) }
            }
            // An answer at the end proves that the connection carried everything until then.
            if !Task.isCancelled { try await assertAlive(connection, &session, deliver) }
        } catch {
            if error != .cancelled { session.report.failure = error }
        }
        await connection.close()
        return session.finished(at: .now)
    }

    private func assertAlive(
        _ connection: RedisConnection, _ session: inout ListenSession, _ deliver: @Sendable ([Event]) -> Void
    ) async throws(BrokerError) {
        try await connection.send([RedisCommand("PING")])
        let patience = ContinuousClock.now + options.stream.responseTimeout
        while true {
            let replies = try await connection.receive(until: patience)
            guard !replies.isEmpty else { throw .timedOut(broker: url.description) }
            if session.take(replies, deliver: deliver) { return }
        }
    }
}

extension ListenSession {
    /// Delivers the events among the replies; returns whether an answer to a PING is among them.
    @discardableResult
    fileprivate mutating func take(_ replies: [RedisReply], deliver: @Sendable ([Event]) -> Void) -> Bool {
        var isPong = false
        hear(replies, deliver: deliver) { reply, decoder, heard, events throws(EventDecodingError) in
            guard case .array(let parts) = reply, let kind = parts.first?.bytes, let payload = parts.last?.bytes else {
                return
            }
            if kind.elementsEqual("pmessage".utf8) {
                try decoder.decode(envelope: payload, heard: heard, into: &events)
            } else if kind.elementsEqual("pong".utf8) {
                isPong = true
            }
        }
        return isPong
    }
}
