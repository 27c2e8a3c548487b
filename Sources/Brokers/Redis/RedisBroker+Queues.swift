import Celery

extension RedisBroker {
    package func readQueues(_ request: QueueRequest) async throws(BrokerError) -> QueueSurvey {
        let connection = try await connect()
        var discovery = RedisDiscovery(keys, options)
        try await discovery.look(connection, for: request)
        var lengths = RedisLengths(keys, options.layout)
        try await lengths.read(connection, discovery.queues)
        var survey = QueueSurvey(reading: QueueReading(time: .now, queues: []))
        survey.exchanges = discovery.exchanges.sorted()
        survey.notes = discovery.notes
        survey.unacknowledgedTotal = lengths.unacknowledged
        var flight = RedisFlight(keys, Routing(discovery.bindings))
        if request.isDetailed, let total = lengths.unacknowledged {
            try await flight.read(connection, total: total)
            survey.unacknowledged = flight.messages
            survey.notes += flight.note.map { [$0] } ?? []
            let further = Set(flight.queues).subtracting(discovery.queues).filter {
                !discovery.noise.contains(queue: $0)
            }
            try await lengths.read(connection, further)
        } else if lengths.unacknowledged == 0 {
            flight.isEmpty = true
        }
        var samples: [String: [WaitingMessage]] = [:]
        if request.isDetailed {
            var sample = RedisSample(keys, options.layout)
            try await sample.read(connection, lengths.byStep)
            samples = sample.messages
        }
        await connection.close()
        survey.notes += lengths.misfits.sorted().map(QueueSurvey.Note.notAQueue)
        survey.reading.queues = lengths.byStep.sorted { $0.key < $1.key }.map { name, steps in
            QueueContent(
                name: name, type: "list", ready: steps.map { $0.values.reduce(0, +) },
                unacknowledged: flight.count(of: name), priorities: lengths.shown(steps), sample: samples[name] ?? [])
        }
        return survey
    }
}
