import Celery
import EventDecoding

extension RedisBroker {
    package func inspect(timeout: Duration) async throws(BrokerError) -> InspectionReport {
        guard !options.isPassive else { throw .passive }
        let queue = RedisReplyQueue(keys, options)
        let lifeline = try await connect()
        _ = try await lifeline.ask(RedisCommand("SUBSCRIBE", queue.lifeline))
        let control = try await connect()
        try await sweepReplyQueues(control)
        let outcome = await ask(control, queue, timeout: timeout)
        await control.close()
        if case .failure(.notPermitted(_, command: "SADD")) = outcome {
            // Nothing was written, and nothing more is to be tried.
        } else {
            await remove(queue, awaitingLateAnswers: (try? outcome.get())?.inspection.isComplete != true)
        }
        await lifeline.close()
        return try outcome.get()
    }

    private func ask(
        _ control: RedisConnection, _ queue: RedisReplyQueue, timeout: Duration
    ) async -> Result<InspectionReport, BrokerError> {
        do throws(BrokerError) {
            var collector = try await publish(control, queue, timeout: timeout)
            do throws(BrokerError) {
                try await collect(&collector, control, queue, until: .now + timeout)
            } catch {
                if error == .cancelled { throw error }
                collector.fail(error)
            }
            return .success(collector.finished())
        } catch { return .failure(error) }
    }

    private func publish(
        _ control: RedisConnection, _ queue: RedisReplyQueue, timeout: Duration
    ) async throws(BrokerError) -> ReplyCollector {
        let backlog = try await control.ask([RedisCommand("HLEN", keys.unacknowledged)])[0].integer ?? 0
        let methods = InspectionMethod.methods(backlog: backlog)
        let requests = methods.asked.map { (method: $0, request: ControlRequest($0, replyTo: queue.address)) }
        _ = try await control.ask(queue.bind)
        let asked = Instant.now
        let envelopes = requests.map {
            $0.request.envelope(exchange: options.controlExchange, expires: asked + timeout / .seconds(1))
        }
        var collector = ReplyCollector(asked: asked)
        collector.withhold(methods.withheld)
        for (sent, heard) in zip(requests, try await publish(envelopes, control)) {
            collector.expect(sent.method, ticket: sent.request.ticket, heard: heard)
        }
        return collector
    }

    /// Sends questions to the channel where workers are; returns how many heard each.
    private func publish(_ envelopes: [String], _ control: RedisConnection) async throws(BrokerError) -> [Int?] {
        var heard: [Int?] = []
        for channel in keys.channels(options.controlExchange) {
            heard = []
            for reply in try await control.ask(envelopes.map { RedisCommand("PUBLISH", channel, $0) }) {
                if case .error(let text) = reply {
                    throw BrokerError(redis: text, command: "PUBLISH", broker: url.description)
                }
                heard.append(reply.integer)
            }
            if heard.contains(where: { $0 != 0 }) { break }
        }
        return heard
    }

    private func collect(
        _ collector: inout ReplyCollector, _ control: RedisConnection, _ queue: RedisReplyQueue,
        until deadline: ContinuousClock.Instant
    ) async throws(BrokerError) {
        var size = BatchSize(target: 1 << 20, limit: 64)
        var pause = Duration.milliseconds(4)
        while !collector.isDone, ContinuousClock.now < deadline {
            let replies = try await control.ask(queue.take(size.next))
            let answers = (replies[0].array ?? []).compactMap(\.bytes)
            size.note(answers)
            for answer in answers.reversed() { collector.take(answer, at: .now) }
            pause = answers.isEmpty ? min(pause * 2, .milliseconds(50)) : .milliseconds(4)
            if answers.isEmpty { do { try await Task.sleep(for: pause) } catch { throw .cancelled } }
        }
    }

    /// Takes the reply queue away, whatever has happened, and also when the task is cancelled.
    ///
    /// Where answers may still be on their way, it waits for those of workers that found the binding just before it went.
    private func remove(_ queue: RedisReplyQueue, awaitingLateAnswers: Bool) async {
        let broker = self
        await Task {
            var options = broker.options.stream
            (options.connectTimeout, options.responseTimeout) = (.seconds(2), .seconds(2))
            let connection = try? await RedisConnection.open(broker.url, options: options, asking: queue.retire)
            // There is nothing left to do against a broker that is gone, and what stays there goes with the next run.
            guard let connection else { return }
            if awaitingLateAnswers { try? await Task.sleep(for: .milliseconds(50)) }
            _ = try? await connection.ask(queue.remove)
        }.value
    }
}
