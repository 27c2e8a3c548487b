import Celery
import EventDecoding

extension RabbitMQBroker {
    /// How many queues' own samples are read.
    private static let sampledQueues = 20

    package func readQueues(_ request: QueueRequest) async throws(BrokerError) -> QueueSurvey {
        let management = RabbitMQManagement(of: url, options: options, patience: .seconds(3))
        let time = Instant.now
        do throws(BrokerError) {
            let queues = try await management.queues()
            var survey = survey(queues, consumed: Set(request.consumed.map(\.name)), at: time)
            if request.isDetailed { try await addSamples(to: &survey, management) }
            return survey
        } catch {
            if error == .cancelled { throw error }
            return try await countQueues(request, without: error)
        }
    }

    /// What the management API says of all queues.
    private func survey(_ queues: [ManagedQueue], consumed: Set<String>, at time: Instant) -> QueueSurvey {
        let noise = QueueNoise(options)
        let shown = queues.compactMap { queue -> ManagedQueue? in
            if consumed.contains(queue.name) { return queue }
            guard !queue.isExclusive, !noise.contains(queue: queue.name) else { return nil }
            return noise.isDelay(queue: queue.name) ? queue.asDelay : queue
        }
        var survey = QueueSurvey(reading: QueueReading(time: time, queues: shown.map(QueueContent.init)))
        survey.management = .success(())
        survey.boundWorkers = queues.compactMap { noise.worker(ofControlQueue: $0.name) }.sorted()
        let inFlight = shown.map(\.unacknowledged)
        survey.unacknowledgedTotal = inFlight.contains(nil) ? nil : inFlight.reduce(0) { $0 + ($1 ?? 0) }
        // Which messages are in flight the server tells nobody, unless there are none.
        survey.unacknowledged = survey.unacknowledgedTotal == 0 ? [] : nil
        survey.namesMessages = false
        return survey
    }

    /// Adds what the server itself sampled, as far as it is to be had; the counts are good without.
    private func addSamples(to survey: inout QueueSurvey, _ management: RabbitMQManagement) async throws(BrokerError) {
        do throws(BrokerError) {
            survey.samples = try await management.samples(of: fullest(survey.reading.queues), by: .now + .seconds(3))
        } catch {
            if error == .cancelled { throw error }
            survey.notes.append(.samplesUnreadable(error.description))
        }
    }

    private func fullest(_ queues: [QueueContent]) -> [String] {
        let ranked = queues.sorted {
            let (one, other) = (($0.ready ?? 0) + ($0.unacknowledged ?? 0), ($1.ready ?? 0) + ($1.unacknowledged ?? 0))
            return one != other ? one > other : $0.name < $1.name
        }
        return ranked.prefix(Self.sampledQueues).map(\.name)
    }

    /// Counts what waits in the queues that workers named, where there is no management API.
    private func countQueues(
        _ request: QueueRequest, without management: BrokerError
    ) async throws(BrokerError) -> QueueSurvey {
        let connection = try await connect()
        let noise = QueueNoise(options)
        var survey = QueueSurvey(reading: QueueReading(time: .now, queues: []))
        survey.management = .failure(management)
        survey.namesMessages = false
        for name in Set(request.consumed.map(\.name)).sorted() where !noise.contains(queue: name) {
            do throws(BrokerError) {
                guard name.utf8.count <= 255 else { throw .missing(broker: url.description, reason: "no such name") }
                let answer = try await connection.ask(.find(queue: name), on: Self.searchChannel)
                guard case .declared(let ready, let consumers) = answer else { continue }
                survey.reading.queues.append(QueueContent(name: name, ready: ready, consumers: consumers))
            } catch {
                switch error {
                // A queue that is gone, or one of somebody else's own.
                case .missing, .refused, .notPermitted: survey.notes.append(.notAQueue(name))
                default: throw error
                }
            }
        }
        await connection.close()
        return survey
    }
}

extension ManagedQueue {
    /// A queue in which messages wait for their time; there are 28 of these, and those in which nothing waits tell nothing.
    ///
    /// That nobody consumes it is as it should be.
    fileprivate var asDelay: ManagedQueue? {
        guard ready != 0 || unacknowledged != 0 else { return nil }
        var queue = self
        queue.consumers = nil
        return queue
    }
}

extension QueueContent {
    /// What the management API says of a queue.
    fileprivate init(_ queue: ManagedQueue) {
        self.init(
            name: queue.name, type: queue.type, ready: queue.ready, unacknowledged: queue.unacknowledged,
            consumers: queue.consumers, idleSince: queue.idleSince,
            priorities: queue.priorities.filter { $0.value > 0 || $0.key == 0 })
        redelivered = queue.redelivered
        settings = [queue.policy.map { NamedValue("policy", $0) }].compactMap(\.self) + queue.rules + queue.arguments
        if let state = queue.state, state != "running" { settings.insert(NamedValue("state", state), at: 0) }
    }
}
