package import Celery
package import Configuration
package import History

/// A span of a history, judged, from which the work of any queue can be taken.
package struct QueueRecord {
    /// So much has to have been seen for a replay to mean anything.
    private static let leastCoverage = 0.95

    private let span: TimeSpan
    private let assessment: Assessment
    private let state: ClusterState
    private let workers: [WorkerName: WorkerRow]
    private let traits: [WorkerName: WorkerTraits]
    private let consumed: [WorkerName: [String]]
    /// The workers that were there, as their heartbeats or an answer of theirs tell.
    private let present: Set<WorkerName>
    /// The share of the span in which somebody listened.
    private let watched: Double

    /// Reads it.
    package init(_ history: History, span: TimeSpan, now: Instant) throws(HistoryError) {
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
        workers = Dictionary(builder.snapshot().workers.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.span = excerpt.span
        state = excerpt.state
        traits = excerpt.traits
        assessment = Assessment(of: excerpt.state, evidence: evidence, rules: rules)
        consumed = excerpt.traits.compactMapValues { $0.queues.map { $0.map(\.name) } }
        let within = excerpt.span
        let heard = excerpt.state.workers.filter { !SlotTimes.presence($0.value.presence, within).isEmpty }.keys
        present = Set(heard).union(excerpt.traits.filter { within.contains($0.value.seen) }.keys)
        let length = excerpt.span.length
        let seconds = excerpt.watched.map { part in
            min(part.until, excerpt.span.until).since(max(part.since, excerpt.span.since))
        }
        watched = length > 0 ? seconds.reduce(0) { $0 + max(0, $1) } / length : 0
    }

    /// Replays the work of a queue.
    ///
    /// - Throws: `CommandError` where it can't be: nothing is known of it, or too little was seen.
    package func answer(_ request: WhatIfAnswer.Request) throws(CommandError) -> WhatIfAnswer {
        let work = QueueWork(
            of: request.queue, in: span, from: assessment.tasks, consumed: consumed, present: present)
        let silent = silentWorkers(beside: work, of: request.queue)
        if work.stays.isEmpty, silent.isEmpty {
            throw .nothingToReplay(
                queue: request.queue, nearest: NearestName.of(request.queue, among: work.queues.sorted()),
                knowsQueues: !work.queues.isEmpty)
        }
        let coverage = try coverage(of: work, beside: silent)
        guard !work.stays.isEmpty else {
            throw .nothingToReplay(queue: request.queue, nearest: nil, knowsQueues: !work.queues.isEmpty)
        }
        let possible = work.stays.count + work.unknown
        if Double(work.unknown) > (1 - Self.leastCoverage) * Double(possible) + 1e-9 {
            throw .queueOfTooManyUnknown(
                queue: request.queue, unknown: work.unknown, of: possible,
                most: Int(((1 - Self.leastCoverage) * 100).rounded()))
        }
        if let type = request.without, !work.types.contains(where: { $0.isSame(as: type) }) {
            throw .typeNotExecuted(type, nearest: NearestName.of(type, among: work.types.sorted()))
        }
        let slots = SlotTimes(
            of: work, leaving: Set(silent.map(\.name)), in: span, presences: state.workers.mapValues(\.presence),
            concurrency: workers.compactMapValues(\.concurrency))
        return WhatIfAnswer(request, span: span, work: work, slots: slots, coverage: coverage, silent: silent)
    }

    /// How much of what the queue's consumers executed was seen, by their own counters, and never more than the share
    /// of the time in which somebody listened.
    ///
    /// - Throws: `.tooLittleSeen` where it is too little, or isn't known.
    private func coverage(of work: QueueWork, beside silent: [SilentWorker]) throws(CommandError) -> Double {
        let names = work.consumers.union(silent.map(\.name))
        let untold = silent.filter { $0.executed == nil }
        let missing =
            names.reduce(0) { $0 + (workers[$1]?.unseen ?? 0) }
            + silent.reduce(0) { $0 + (workers[$1.name]?.unseen == nil ? $1.executed ?? 0 : 0) }
        let seen = Double(work.executions.count)
        let coverage = missing > 0 ? min(watched, seen / (seen + Double(missing))) : watched
        guard untold.isEmpty, coverage >= Self.leastCoverage else {
            let percent = untold.isEmpty ? Int((coverage * 100).rounded(.down)) : nil
            let reason = SilentWorker.reason(untold.isEmpty ? silent : untold)
            throw .tooLittleSeen(percent: percent, least: Int(Self.leastCoverage * 100), reason: reason)
        }
        return coverage
    }

    /// The workers that were there, may consume the queue, and told of no task; those that have shown that they
    /// executed nothing are not among them.
    private func silentWorkers(beside work: QueueWork, of queue: String) -> [SilentWorker] {
        present.sorted().compactMap { name in
            let row = workers[name]
            let isSure = work.consumers.contains(name)
            // Of one that nobody asked, what it executes would tell; where nothing does, it may be anything.
            guard isSure || consumed[name] == nil && !work.knownWorkers.contains(name) else { return nil }
            guard state.workers[name]?.lastTaskEvent == nil else { return nil }
            let executed = row?.executions ?? (row?.lifetimeProcessed == 0 ? 0 : nil)
            guard executed != 0 else { return nil }
            return SilentWorker(name: name, executed: executed, isConsumer: isSure)
        }
    }
}

/// A worker that may have executed something of a queue, of which no event told.
package struct SilentWorker: Equatable {
    package let name: WorkerName
    /// How many executions its own counter shows; `nil` where it told none.
    let executed: Int?
    /// Whether it said that it consumes the queue; else nothing tells what it consumes.
    let isConsumer: Bool

    /// Why a queue can't be replayed beside these; `nil` where there are none.
    package static func reason(_ silent: [SilentWorker]) -> String? {
        guard let first = silent.max(by: { ($0.executed ?? .max, $1.name) < ($1.executed ?? .max, $0.name) }) else {
            return nil
        }
        let others = silent.count > 1 ? ", nor do \(silent.count - 1) more that may consume the queue" : ""
        let consumption = first.isConsumer ? "" : ", and which queues it consumes isn't known"
        guard let executed = first.executed else {
            return "'\(first.name)' tells neither task events nor how many it executed\(consumption)\(others)"
        }
        return "'\(first.name)' executed \(executed) and sends no task events\(consumption)\(others)"
    }
}
