import Celery

/// Writes the event stream of an imagined cluster; its clocks agree, its time is in seconds since `epoch`.
struct Stream {
    static let epoch = Instant(microseconds: 1_790_000_000_000_000)
    private(set) var events: [Event] = []
    private var clock = 0

    static func at(_ seconds: Double) -> Instant { epoch + seconds }

    mutating func task(
        _ kind: TaskEvent.Kind, _ id: String = "t1", on worker: String = "w1@a", at seconds: Double,
        heard: Double? = nil, _ describe: (inout TaskFacts) -> Void = { _ in }
    ) {
        clock += 1
        var facts = TaskFacts()
        if kind == .received || kind == .sent { facts.name = "shop.work" }
        describe(&facts)
        let origin = EventOrigin(
            sender: worker, timestamp: Self.at(seconds), clock: clock, processID: 7,
            heard: Self.at(heard ?? seconds))
        events.append(.task(TaskEvent(kind, task: TaskID(id), origin: origin, facts: facts)))
    }

    mutating func worker(
        _ kind: WorkerEvent.Kind, _ name: String = "w1@a", at seconds: Double, pid: Int = 7, processed: Int? = nil,
        active: Int? = nil, load: Double? = nil, heard: Double? = nil
    ) {
        clock += 1
        let origin = EventOrigin(
            sender: name, timestamp: Self.at(seconds), clock: clock, processID: pid, heard: Self.at(heard ?? seconds))
        events.append(
            .worker(
                WorkerEvent(
                    kind, origin: origin, interval: 2, active: active, processed: processed,
                    loadAverage: load.map { [$0, 0, 0] })))
    }

    /// A whole attempt: received, started and ended, a tenth of a second each.
    mutating func attempt(
        _ id: String, ending: TaskEvent.Kind = .succeeded, on worker: String = "w1@a", at seconds: Double,
        retries: Int = 0
    ) {
        task(.received, id, on: worker, at: seconds) { $0.retries = retries }
        task(.started, id, on: worker, at: seconds + 0.1)
        task(ending, id, on: worker, at: seconds + 0.2) { if ending == .succeeded { $0.runtime = 0.1 } }
    }
}

extension [Event] {
    /// What they come to when judged at `seconds`, having listened from the epoch until then.
    func assessed(at seconds: Double = 60, evidence: Evidence = Evidence(), watched: [TimeSpan]? = nil) -> Assessment {
        var state = ClusterState()
        for event in self { state.apply(event) }
        return Assessment(of: state, evidence: evidence, rules: .listening(until: seconds, watched: watched))
    }

    /// The outcomes of all attempts at one task, in order.
    func outcomes(
        of id: String = "t1", at seconds: Double = 60, evidence: Evidence = Evidence(), watched: [TimeSpan]? = nil
    ) -> [Outcome] {
        assessed(at: seconds, evidence: evidence, watched: watched).tasks.first { $0.id == TaskID(id) }?
            .attempts.map(\.outcome) ?? []
    }

    /// The snapshot of them.
    func snapshot(
        at seconds: Double = 60, evidence: Evidence = Evidence(), watched: [TimeSpan]? = nil, taskLimit: Int = 10_000
    ) -> Snapshot {
        var state = ClusterState()
        for event in self { state.apply(event) }
        return SnapshotBuilder(
            state: state, evidence: evidence, rules: .listening(until: seconds, watched: watched),
            broker: BrokerIdentity(transport: "redis", url: "redis://localhost:6379/0", server: "Redis 7.0.15"),
            sources: [], producer: Snapshot.Producer(version: "1", host: "test"),
            report: Snapshot.ReportRequest(title: "test", timeZone: "UTC"), taskLimit: taskLimit
        ).snapshot()
    }
}

extension AssessmentRules {
    /// A day's report made at `seconds`, by somebody who has listened since the epoch.
    static func listening(until seconds: Double, watched: [TimeSpan]? = nil) -> AssessmentRules {
        let now = Stream.at(seconds)
        return AssessmentRules(
            span: TimeSpan(since: now - 86_400, until: now),
            watched: watched ?? [TimeSpan(since: Stream.epoch, until: now)], now: now)
    }
}

extension Counts {
    /// Whether what is known of this row adds up, or nothing is said of the sum.
    var closes: Bool {
        guard let processed else { return true }
        let columns = Outcome.allCases.map { self[$0] }
        return !columns.contains(nil) && columns.compactMap { $0 }.reduce(0, +) == processed
    }
}
