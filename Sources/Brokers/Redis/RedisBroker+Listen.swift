package import Celery
import EventDecoding

extension RedisBroker {
    package func listen(
        until deadline: ContinuousClock.Instant, subscribed: @escaping @Sendable () -> Void,
        deliver: @escaping @Sendable ([Event]) -> Void
    ) async throws(BrokerError) -> ListenReport {
        let connection = try await connect()
        _ = try await connection.ask(RedisCommand("PSUBSCRIBE", keys.channelPattern(options.eventExchange)))
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

/// Makes events of what a subscription delivers, and keeps count.
private struct ListenSession: ~Copyable {
    var report: ListenReport
    private var decoder = EventDecoder()
    private var lastHeard: Instant

    init(started: Instant) {
        report = ListenReport(watched: TimeSpan(since: started, until: started))
        lastHeard = started
    }

    /// Delivers the events among the replies; returns whether an answer to a PING is among them.
    @discardableResult
    mutating func take(_ replies: [RedisReply], deliver: @Sendable ([Event]) -> Void) -> Bool {
        guard !replies.isEmpty else { return false }
        lastHeard = .now
        var events: [Event] = []
        var isPong = false
        for reply in replies {
            guard case .array(let parts) = reply, let kind = parts.first?.bytes, let payload = parts.last?.bytes else {
                continue
            }
            if kind.elementsEqual("pmessage".utf8) {
                do throws(EventDecodingError) {
                    try decoder.decode(envelope: payload, heard: lastHeard, into: &events)
                } catch { report.note(error.description) }
            } else if kind.elementsEqual("pong".utf8) {
                isPong = true
            }
        }
        report.events += events.count
        if !events.isEmpty { deliver(events) }
        return isPong
    }

    /// The report; a connection that broke is taken to have carried what came until the last that was heard of it.
    consuming func finished(at end: Instant) -> ListenReport {
        let until = report.failure == nil ? end : lastHeard
        report.watched = TimeSpan(since: report.watched.since, until: until)
        return report
    }
}
