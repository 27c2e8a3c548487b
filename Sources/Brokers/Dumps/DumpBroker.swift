package import Celery

/// A broker that is known by its dump alone: what waits and what is in flight, and nothing that only workers know.
package struct DumpBroker: Broker {
    private let dump: RedisDump
    private let url: BrokerURL
    private let broker: RedisBroker

    /// The database of a dump that `url` names.
    package init(_ dump: RedisDump, _ url: BrokerURL, options: BrokerOptions) {
        self.dump = dump
        self.url = url
        var options = options
        options.isPassive = true
        // Nobody waits for a server of ours, and no worker is there to name its queues.
        options.searchTime = .seconds(600)
        broker = RedisBroker(dump.place(of: url), options: options)
    }

    /// Neither events nor answers are in a dump.
    package var features: BrokerFeatures { [] }

    /// When it was saved.
    package var saved: Instant? { dump.saved }

    package func identify() async throws(BrokerError) -> BrokerIdentity {
        var identity = try await broker.identify()
        identity.url = url.withoutCredentials
        identity.server = [dump.writer, "a dump saved at \(dump.saved.iso8601Seconds)"].compactMap(\.self)
            .joined(separator: ", ")
        return identity
    }

    package func listen(
        until deadline: ContinuousClock.Instant, subscribed: @escaping @Sendable () -> Void,
        deliver: @escaping @Sendable ([Event]) -> Void
    ) async throws(BrokerError) -> ListenReport { throw .passive }

    package func inspect(timeout: Duration, heard: Set<WorkerName>) async throws(BrokerError) -> InspectionReport {
        throw .passive
    }

    package func enableEvents(timeout: Duration) async throws(BrokerError) -> Int? { throw .passive }

    /// Reads the queues as they were when it was saved.
    package func readQueues(_ request: QueueRequest) async throws(BrokerError) -> QueueSurvey {
        var survey = try await broker.readQueues(request)
        survey.reading.time = dump.saved
        if let schedule = survey.schedule {
            survey.schedule = ScheduleReading(source: schedule.source, entries: schedule.entries, at: dump.saved)
        }
        return survey
    }
}
