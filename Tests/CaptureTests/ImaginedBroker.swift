import Brokers
import Celery

/// A broker that answers what a test wants.
struct ImaginedBroker: Broker {
    static let address = "redis://imagined/0"
    var features = BrokerFeatures.all
    var makesQueueToListen = false
    var saved: Instant?
    var identity: Result<BrokerIdentity, BrokerError> = .success(
        BrokerIdentity(transport: "redis", url: address, server: "Redis 7.0.15"))
    var events: [Event] = []
    var listening: Result<Void, BrokerError> = .success(())
    var inspection: Result<InspectionReport, BrokerError> = .success(
        InspectionReport(Inspection(asked: .now, answered: .now, expected: 0)))
    var queues: Result<QueueSurvey, BrokerError> = .success(QueueSurvey(reading: QueueReading(time: .now, queues: [])))
    /// What comes of asking the workers to send events.
    var enabling: Result<Int?, BrokerError> = .success(nil)
    /// Whether it has one message in each priority step that it was told.
    var countsByStep = false
    /// Whether it never answers again once it has said who it is.
    var hangs = false

    func identify() async throws(BrokerError) -> BrokerIdentity { try identity.get() }

    func listen(
        until deadline: ContinuousClock.Instant, subscribed: @escaping @Sendable () -> Void,
        deliver: @escaping @Sendable ([Event]) -> Void
    ) async throws(BrokerError) -> ListenReport {
        try listening.get()
        let since = Instant.now
        subscribed()
        deliver(events)
        // Being cancelled ends the listening early, which is all that a cancellation is to do.
        try? await Task.sleep(until: deadline, clock: .continuous)
        var report = ListenReport(watched: TimeSpan(since: since, until: .now))
        report.events = events.count
        return report
    }

    func inspect(timeout: Duration, heard: Set<WorkerName>) async throws(BrokerError) -> InspectionReport {
        try await hang()
        var report = try inspection.get()
        report.inspection.asked = .now
        return report
    }

    func readQueues(_ request: QueueRequest) async throws(BrokerError) -> QueueSurvey {
        try await hang()
        guard countsByStep else { return try queues.get() }
        let ready = request.prioritySteps.count
        var survey = QueueSurvey(
            reading: QueueReading(time: .now, queues: [QueueContent(name: "q", ready: ready, unacknowledged: 0)]))
        survey.prioritySteps = request.prioritySteps.sorted()
        if ready == 0 { survey.notes = [.otherPriorities([5], steps: [])] }
        return survey
    }

    func enableEvents(timeout: Duration) async throws(BrokerError) -> Int? { try enabling.get() }

    private func hang() async throws(BrokerError) {
        guard hangs else { return }
        do { try await Task.sleep(for: .seconds(600)) } catch { throw .cancelled }
    }
}
