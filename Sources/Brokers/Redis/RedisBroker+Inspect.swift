package import Celery
import Decoding

extension RedisBroker {
    package func inspect(timeout: Duration, heard: Set<WorkerName>) async throws(BrokerError) -> InspectionReport {
        guard !options.isPassive else { throw .passive }
        let queue = RedisReplyQueue(keys, options)
        let control = try await connect()
        let others = try await sweepReplyQueues(control)
        let bound = try await askable(control, heard: heard)
        guard !bound.isEmpty else {
            await control.close()
            return .nobody(asked: .now)
        }
        try assertReadable(others)
        try await rehearse(queue, control)
        let presence = try await connect()
        _ = try await presence.ask(RedisCommand("SUBSCRIBE", queue.presence))
        let outcome = await ask(bound, control, queue, timeout: timeout)
        await control.close()
        if case .failure(.notPermitted(_, command: "SADD")) = outcome {
            // Nothing was written, and nothing more is to be tried.
        } else {
            await remove(queue, awaitingLateAnswers: (try? outcome.get())?.inspection.isComplete != true)
        }
        await presence.close()
        return try outcome.get()
    }

    /// The workers that have bound a control queue, dead ones among them.
    ///
    /// A binding written with another separator than theirs stops workers of Celery up to 5.6 until they are restarted,
    /// and with 5.7 every answer to anybody fails: it throws unless they are known to use ours.
    private func askable(
        _ control: RedisConnection, heard: Set<WorkerName>
    ) async throws(BrokerError) -> Set<WorkerName> {
        let separators = RedisSeparators(
            controlMembers: try await controlMembers(control), InternalQueues(options))
        switch separators.verdict(heard: heard) {
        case .nobody where heard.isEmpty: return []
        case .nobody: throw .separatorUnclear(broker: url.description, found: [], key: controlKey)
        case .one(options.layout.separator): return separators.workers
        case .one(let found):
            throw .separatorDiffers(broker: url.description, found: found, given: options.layout.separator)
        case .several(let found): throw .separatorUnclear(broker: url.description, found: found, key: controlKey)
        }
    }

    private var controlKey: String { keys.binding(options.controlExchange) }

    /// Throws where a binding of somebody else's would stop the workers that answer us, as it would with anybody's
    /// question.
    private func assertReadable(_ members: [String]) throws(BrokerError) {
        let separator = options.layout.separator
        guard members.allSatisfy({ Binding.parts(of: $0, separator: separator).count == 3 }) else {
            throw .unreadableBinding(broker: url.description, key: keys.binding(options.replyExchange))
        }
    }

    /// Throws where the user may not do what there is to do, before anything is written.
    private func rehearse(_ queue: RedisReplyQueue, _ control: RedisConnection) async throws(BrokerError) {
        let commands = queue.rehearsal
        for (command, reply) in zip(commands, try await control.ask(commands)) {
            guard case .error(let text) = reply else { continue }
            throw BrokerError(redis: text, command: command.name, broker: url.description)
        }
    }

    private func ask(
        _ bound: Set<WorkerName>, _ control: RedisConnection, _ queue: RedisReplyQueue, timeout: Duration
    ) async -> Result<InspectionReport, BrokerError> {
        do throws(BrokerError) {
            let backlog = try await control.ask([RedisCommand("HLEN", keys.unacknowledged)])[0].integer ?? 0
            _ = try await control.ask(queue.bind)
            var collector = ReplyCollector(asked: .now)
            do throws(BrokerError) {
                let end = ContinuousClock.now + timeout
                let expires = Instant.now + timeout / .seconds(1)
                try await publish(ReplyCollector.opening, to: bound, &collector, control, queue, expires: expires)
                try await collect(&collector, control, queue, until: end) { collector throws(BrokerError) in
                    let isLate = ContinuousClock.now >= end - timeout * 2 / 3
                    let requests = collector.next(isLate: isLate, backlog: backlog)
                    try await publish(requests, to: bound, &collector, control, queue, expires: expires)
                }
            } catch {
                guard collector.hasAsked, error != .cancelled else { throw error }
                collector.fail(error)
            }
            return .success(collector.finished())
        } catch { return .failure(error) }
    }

    private func publish(
        _ requests: [ReplyCollector.Request], to bound: Set<WorkerName>, _ collector: inout ReplyCollector,
        _ control: RedisConnection, _ queue: RedisReplyQueue, expires: Instant
    ) async throws(BrokerError) {
        guard !requests.isEmpty else { return }
        let messages = requests.map { ControlRequest($0.method, to: $0.destination, replyTo: queue.address) }
        for (index, heard) in try await publish(messages, to: bound, control, expires: expires).enumerated() {
            collector.expect(requests[index], ticket: messages[index].ticket, heard: heard)
        }
    }

    private func collect(
        _ collector: inout ReplyCollector, _ control: RedisConnection, _ queue: RedisReplyQueue,
        until deadline: ContinuousClock.Instant, askMore: (inout ReplyCollector) async throws(BrokerError) -> Void
    ) async throws(BrokerError) {
        var size = BatchSize(target: 1 << 20, limit: 64)
        var pause = Duration.milliseconds(4)
        while !collector.isDone, ContinuousClock.now < deadline {
            let replies = try await control.ask(queue.take(size.next))
            let answers = (replies[0].array ?? []).compactMap(\.bytes)
            size.note(answers)
            for answer in answers.reversed() { collector.take(answer, at: .now) }
            try await askMore(&collector)
            pause = answers.isEmpty ? min(pause * 2, .milliseconds(50)) : .milliseconds(4)
            if answers.isEmpty { do { try await Task.sleep(for: pause) } catch { throw .cancelled } }
        }
    }

    /// Takes the reply queue away, whatever has happened, and also when the task is cancelled.
    ///
    /// Where answers may still be on their way, it waits for those of workers that found the binding just before it
    /// went.
    private func remove(_ queue: RedisReplyQueue, awaitingLateAnswers: Bool) async {
        let broker = self
        await Task {
            var options = broker.options.stream
            (options.connectTimeout, options.responseTimeout) = (.seconds(2), .seconds(2))
            let connection = try? await RedisConnection.open(
                broker.url, options: options, sentinels: broker.options.sentinels, asking: queue.retire)
            // There is nothing left to do against a broker that is gone, and what stays there goes with the next run.
            guard let connection else { return }
            if awaitingLateAnswers { try? await Task.sleep(for: .milliseconds(50)) }
            _ = try? await connection.ask(queue.remove)
        }.value
    }
}
