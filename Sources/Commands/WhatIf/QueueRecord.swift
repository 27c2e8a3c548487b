import Celery
import History

/// A span of a history, judged, from which the work of any queue can be taken.
struct QueueRecord {
    /// So much has to have been seen for a replay to mean anything.
    private static let leastCoverage = 0.95

    private let span: TimeSpan
    private let assessment: Assessment
    private let state: ClusterState
    private let workers: [WorkerRow]
    private let consumed: [WorkerName: [String]]
    /// The share of the span in which somebody listened.
    private let watched: Double

    /// Reads it.
    init(_ history: History, span: TimeSpan, now: Instant) throws(HistoryError) {
        let excerpt = try history.read(HistoryRequest(span: span, now: now, taskLimit: .max >> 8))
        let rules = AssessmentRules(span: excerpt.span, watched: excerpt.watched, now: now)
        var evidence = Evidence()
        evidence.earlierTraits = excerpt.traits
        var builder = SnapshotBuilder(
            state: excerpt.state, evidence: evidence, rules: rules,
            broker: BrokerIdentity(transport: "", url: "", server: nil), sources: [],
            producer: Snapshot.Producer(version: "", host: nil),
            report: Snapshot.ReportRequest(title: "", timeZone: "UTC", note: nil), taskLimit: 0)
        builder.tally = excerpt.tally
        workers = builder.snapshot().workers
        self.span = excerpt.span
        state = excerpt.state
        assessment = Assessment(of: excerpt.state, evidence: evidence, rules: rules)
        consumed = excerpt.traits.compactMapValues { $0.queues.map { $0.map(\.name) } }
        let length = excerpt.span.length
        let seconds = excerpt.watched.map { part in
            min(part.until, excerpt.span.until).since(max(part.since, excerpt.span.since))
        }
        watched = length > 0 ? seconds.reduce(0) { $0 + max(0, $1) } / length : 0
    }

    /// Replays the work of a queue.
    ///
    /// - Throws: `CommandError` where it can't be: nothing is known of it, or too little was seen.
    func answer(_ request: WhatIfAnswer.Request) throws(CommandError) -> WhatIfAnswer {
        let work = QueueWork(of: request.queue, in: span, from: assessment.tasks, consumed: consumed)
        guard !work.stays.isEmpty else {
            throw .nothingToReplay(
                queue: request.queue, nearest: NearestName.of(request.queue, among: work.queues.sorted()),
                knowsQueues: !work.queues.isEmpty)
        }
        if let type = request.without, !work.types.contains(where: { $0.isSame(as: type) }) {
            throw .typeNotExecuted(type, nearest: NearestName.of(type, among: work.types.sorted()))
        }
        let coverage = coverage(of: work)
        guard coverage >= Self.leastCoverage else {
            throw .tooLittleSeen(percent: Int((coverage * 100).rounded(.down)), least: Int(Self.leastCoverage * 100))
        }
        let concurrency = Dictionary(
            workers.compactMap { row in row.concurrency.map { (row.name, $0) } },
            uniquingKeysWith: { first, _ in first })
        let slots = SlotTimes(
            of: work, in: span, presences: state.workers.mapValues(\.presence), concurrency: concurrency)
        return WhatIfAnswer(request, span: span, work: work, slots: slots, coverage: coverage)
    }

    /// How much of what the queue's consumers executed was seen: by their own counters where all have one, and never
    /// more than the share of the time in which somebody listened.
    private func coverage(of work: QueueWork) -> Double {
        let consumers = work.consumers
        let rows = workers.filter { consumers.contains($0.name) }
        let unseen = rows.compactMap(\.unseen)
        guard unseen.count == consumers.count else { return watched }
        let seen = Double(work.executions.count)
        return min(watched, seen / (seen + Double(unseen.reduce(0, +))))
    }
}
