import Celery
import Decoding

extension RabbitMQBroker {
    package func readQueues(_ request: QueueRequest) async throws(BrokerError) -> QueueSurvey {
        let patience = request.isHurried ? min(options.patience, .seconds(1)) : options.patience
        let management = RabbitMQManagement(of: url, options: options, patience: patience)
        let time = Instant.now
        do throws(BrokerError) {
            let queues = try await management.queues(withSizes: request.isDetailed)
            let events = try await eventQueues(management)
            let selection = QueueSelection(
                queues, consumed: Set(request.consumed.map(\.name.exact)), events: events,
                internalQueues: InternalQueues(options))
            var survey = survey(selection, of: queues, at: time)
            try await complete(&survey, management)
            if request.isDetailed {
                try await addDestinations(to: &survey, management)
                try await markDeadLetters(in: &survey, selection, management)
                try await addSamples(to: &survey, management)
            }
            return survey
        } catch {
            if error == .cancelled { throw error }
            return try await countQueues(request, without: error)
        }
    }

    /// What the management API says of the queues that tasks go through.
    private func survey(_ selection: QueueSelection, of all: [ManagedQueue], at time: Instant) -> QueueSurvey {
        let internalQueues = InternalQueues(options)
        var survey = QueueSurvey(reading: QueueReading(time: time, queues: selection.contents))
        survey.management = .success(())
        survey.boundWorkers = all.compactMap { internalQueues.worker(ofControlQueue: $0.name) }.sorted()
        survey.namesBoundWorkers = true
        survey.namesMessages = false
        return survey
    }

    /// The queues that take events: whatever is bound to their exchange, those of other monitors too.
    private func eventQueues(_ management: RabbitMQManagement) async throws(BrokerError) -> Set<ExactText> {
        do {
            return Set(try await management.routes(of: options.eventExchange).map(\.queue.exact))
        } catch .missing {
            return []
        }
    }

    /// Counts what waits in the queues that workers named, where there is no management API.
    private func countQueues(
        _ request: QueueRequest, without management: BrokerError
    ) async throws(BrokerError) -> QueueSurvey {
        let internalQueues = InternalQueues(options)
        var survey = QueueSurvey(reading: QueueReading(time: .now, queues: []))
        survey.management = .failure(management)
        survey.namesMessages = false
        let names = Set(request.consumed.map(\.name.exact)).filter { !internalQueues.contains(queue: $0.text) }.sorted()
            .map(
                \.text)
        for (name, count) in try await count(names) {
            guard let count else {
                survey.notes.append(.notAQueue(name))
                continue
            }
            survey.reading.queues.append(QueueContent(name: name, ready: count.ready, consumers: count.consumers))
        }
        if let delays = try await countDelays() { survey.reading.queues.append(delays) }
        return survey
    }
}
