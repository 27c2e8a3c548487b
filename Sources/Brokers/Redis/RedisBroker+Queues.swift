import Celery

extension RedisBroker {
    package func readQueues(_ request: QueueRequest) async throws(BrokerError) -> QueueSurvey {
        let connection = try await connect()
        var discovery = RedisDiscovery(keys, options)
        try await discovery.look(connection, for: request)
        let layout = discovery.layout.adding(request.prioritySteps)
        let keys = RedisKeys(layout, database: url.database, hasOldChannels: !url.sentinels.isEmpty)
        var lengths = RedisLengths(keys, layout)
        try await lengths.read(connection, discovery.queues)
        var unacknowledged = RedisUnacknowledged(keys, Routing(discovery.bindings), total: lengths.unacknowledged)
        var sample = RedisSample(keys, layout)
        var schedule = RedisSchedule(options)
        if request.isDetailed {
            try await unacknowledged.read(connection)
            // A queue may be known by nothing but a message that came from it.
            let further = unacknowledged.queues.subtracting(discovery.queues).filter {
                !discovery.internalQueues.contains(queue: $0.text)
            }
            try await lengths.read(connection, further)
            try await sample.read(connection, lengths.byStep)
            try await schedule.read(connection)
        }
        await connection.close()
        var survey = survey(discovery, lengths, unacknowledged, sample)
        survey.schedule = schedule.reading
        survey.notes += schedule.notes
        return survey
    }

    private func survey(
        _ discovery: RedisDiscovery, _ lengths: RedisLengths, _ unacknowledged: RedisUnacknowledged,
        _ sample: RedisSample
    ) -> QueueSurvey {
        let contents = lengths.byStep.sorted { $0.key < $1.key }.map { name, steps in
            QueueContent(
                name: name.text, type: "list", ready: steps.map { $0.values.reduce(0, +) },
                unacknowledged: unacknowledged.count(of: name), priorities: lengths.shown(steps),
                sample: sample.messages[name] ?? (sample.refusal == nil ? [] : nil))
        }
        var survey = QueueSurvey(reading: QueueReading(time: lengths.time, queues: contents))
        survey.unacknowledged = unacknowledged.messages
        survey.unacknowledgedTotal = unacknowledged.total
        survey.exchanges = discovery.exchanges.sorted()
        survey.boundWorkers = discovery.workers.sorted()
        survey.namesBoundWorkers = !discovery.notes.contains(.searchCutShort)
        survey.notes = discovery.notes + [unacknowledged.note, unacknowledged.deliveryNote].compactMap(\.self)
        survey.notes += [lengths.refusal].compactMap(\.self).map(QueueSurvey.Note.unacknowledgedUnreadable)
        survey.notes += [sample.refusal].compactMap(\.self).map(QueueSurvey.Note.waitingUnreadable)
        if !lengths.strays.isEmpty {
            survey.notes.append(.otherPriorities(lengths.strays.sorted(), steps: lengths.steps))
        }
        survey.prioritySteps = lengths.steps
        survey.notes += lengths.misfits.sorted().map { .notAQueue($0.text) }
        return survey
    }
}
