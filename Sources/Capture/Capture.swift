package import Brokers
package import Celery

/// Asks everything that knows something of a cluster, side by side.
package struct Capture: Sendable {
    /// Reads a result backend.
    package typealias ResultReading = @Sendable () async throws(BrokerError) -> ResultReport

    private let broker: any Broker
    private let readResults: ResultReading?
    private let request: CaptureRequest
    private let privacy: Privacy
    private let now: @Sendable () -> Instant

    /// Sets what to ask: a broker, and a result backend where there is one.
    ///
    /// `privacy` takes secrets out of everything before it is kept; `now` is our clock.
    package init(
        of broker: any Broker, results: ResultReading?, request: CaptureRequest, privacy: Privacy,
        now: @escaping @Sendable () -> Instant
    ) {
        self.broker = broker
        readResults = results
        self.request = request
        self.privacy = privacy
        self.now = now
    }

    /// Asks, and collects what came.
    ///
    /// - Throws: what kept the broker from being reached at all; what fails later is told in the sources.
    package func run() async throws(BrokerError) -> Observation {
        let clock = ContinuousClock()
        let deadline = clock.now + request.deadline
        let identity = try await Deadline.bound(to: deadline, broker.identify)
        let controls = broker.features.contains(.remoteControl)
        let enabling = request.enablesEvents && controls ? try await enableEvents(until: deadline) : nil
        let (subscription, confirm) = AsyncStream.makeStream(of: Void.self)
        let (listening, end) = AsyncStream.makeStream(of: Void.self)
        let alive = LiveWorkers()
        async let hearing = hear(until: deadline, alive: alive, confirmed: confirm, ended: end)
        for await _ in subscription {}
        async let beginning = survey(QueueRequest(isDetailed: false), until: deadline)
        await waitForTheEnd(of: listening, deadline: deadline)
        async let storing = Timed.run { () throws(BrokerError) in try await results(until: deadline) }
        async let searching = searchAgain(until: deadline)
        let asked = controls ? await ask(alive, until: deadline) : nil
        let heard = await hearing
        let first = await beginning
        let found = await searching ?? first
        var request = QueueRequest(
            consumed: (try? asked?.result.get())?.consumedQueues ?? [],
            exchanges: (try? found.result.get())?.exchanges ?? [], isDetailed: true)
        request.prioritySteps = (try? asked?.result.get())?.prioritySteps ?? []
        if case .failure(.timedOut)? = (try? first.result.get())?.management { request.isHurried = true }
        let last = await survey(request, until: deadline)
        return Answers(
            identity: identity, features: broker.features, makesQueueToListen: broker.makesQueueToListen,
            enabling: enabling, heard: heard, asked: asked, first: first, last: last,
            stored: await storing, request: self.request, ended: now()
        ).observation
    }

    /// Asks the workers to send events; returns what kept it from that.
    private func enableEvents(until deadline: ContinuousClock.Instant) async throws(BrokerError) -> BrokerError? {
        do throws(BrokerError) {
            _ = try await Deadline.bound(to: deadline) { () throws(BrokerError) in
                try await broker.enableEvents(timeout: request.inspectTimeout)
            }
            return nil
        } catch {
            if error == .cancelled { throw error }
            return error
        }
    }

    /// Waits until only as much of the listening is left as a silent worker is waited for, or until it breaks off.
    ///
    /// What workers, queues and results say is then as new as the last events, and costs no time of its own.
    private func waitForTheEnd(of listening: AsyncStream<Void>, deadline: ContinuousClock.Instant) async {
        let end = min(ContinuousClock.now + request.listen, deadline)
        await withTaskGroup(of: Void.self) { group in
            // Being cancelled means that the listening broke off, which ends the waiting as well.
            group.addTask { try? await Task.sleep(until: end - request.inspectTimeout, clock: .continuous) }
            group.addTask { for await _ in listening {} }
            await group.next()
            group.cancelAll()
        }
    }

    private func ask(
        _ alive: LiveWorkers, until deadline: ContinuousClock.Instant
    ) async -> Timed<InspectionReport> {
        await Timed.run { () throws(BrokerError) in
            try await Deadline.bound(to: deadline) { () throws(BrokerError) in
                try await broker.inspect(timeout: request.inspectTimeout, heard: alive.names)
            }
        }
    }

    /// Searches for queues that came up during a long listening; `nil` where it was too short to be worth a search.
    private func searchAgain(until deadline: ContinuousClock.Instant) async -> Timed<QueueSurvey>? {
        guard request.listen > request.inspectTimeout * 2 else { return nil }
        return await survey(QueueRequest(isDetailed: false), until: deadline)
    }

    private func hear(
        until deadline: ContinuousClock.Instant, alive: LiveWorkers, confirmed: AsyncStream<Void>.Continuation,
        ended: AsyncStream<Void>.Continuation
    ) async -> Hearing {
        defer { ended.finish() }
        guard request.listen > .zero, broker.features.contains(.events) else {
            confirmed.finish()
            return Hearing(privacy: privacy)
        }
        let (batches, delivery) = AsyncStream.makeStream(of: [Event].self)
        async let listening = Timed.run { () throws(BrokerError) in
            defer {
                confirmed.finish()
                delivery.finish()
            }
            let clock = ContinuousClock()
            return try await broker.listen(
                until: min(clock.now + request.listen, deadline), subscribed: { confirmed.finish() },
                deliver: { delivery.yield($0) })
        }
        var hearing = Hearing(privacy: privacy)
        for await batch in batches {
            alive.note(batch)
            hearing.take(batch)
        }
        hearing.report = await listening
        return hearing
    }

    private func survey(
        _ request: QueueRequest, until deadline: ContinuousClock.Instant
    ) async -> Timed<QueueSurvey> {
        await Timed.run { () throws(BrokerError) in
            try await Deadline.bound(to: deadline) { () throws(BrokerError) in try await broker.readQueues(request) }
        }
    }

    private func results(until deadline: ContinuousClock.Instant) async throws(BrokerError) -> ResultReport? {
        guard let readResults else { return nil }
        return try await Deadline.bound(to: deadline, readResults)
    }
}

extension InspectionReport {
    /// All queues that workers said they consume.
    fileprivate var consumedQueues: [ConsumedQueue] {
        inspection.workers.sorted { $0.key < $1.key }.flatMap { $0.value.queues ?? [] }
    }
    /// The priority steps that workers said they have.
    fileprivate var prioritySteps: Set<Int> {
        let told = inspection.workers.values.flatMap(\.configuration)
        let steps = told.filter { $0.name == "broker_transport_options.priority_steps" }
        return Set(steps.flatMap { $0.value.split(separator: ", ").compactMap { Int($0) } })
    }
}
