/// The tasks of a snapshot.
struct TaskRows {
    private let assessment: Assessment
    private let unacknowledged: [TaskID: UnacknowledgedMessage]
    private let redeliveryDelay: Double?

    init(assessment: Assessment) {
        self.assessment = assessment
        unacknowledged = Dictionary(
            (assessment.evidence.unacknowledged ?? []).compactMap { message in message.task.map { ($0, message) } },
            uniquingKeysWith: { first, _ in first })
        redeliveryDelay = assessment.evidence.redeliveryDelay
    }

    /// All tasks alive in the span, newest first.
    var rows: [TaskRow] {
        let counted = assessment.tasks.compactMap(row)
        let known = Set(assessment.tasks.map(\.id))
        let stored = assessment.evidence.results.filter { !known.contains($0.task) }
            .filter { ($0.finished ?? assessment.rules.span.since) >= assessment.rules.span.since }
            .filter { ($0.finished ?? assessment.rules.span.until) <= assessment.rules.horizon }
            .map(row)
        return (counted + stored).sorted(by: Self.isNewer)
    }

    /// The newest of them, but failures are the last to go; still newest first.
    static func newest(_ limit: Int, of rows: [TaskRow]) -> [TaskRow] {
        guard rows.count > limit else { return rows }
        let failures = rows.filter { $0.state == Outcome.failed.state }.prefix(limit)
        let kept = Set(failures.map(\.id))
        let others = rows.filter { !kept.contains($0.id) }.prefix(limit - failures.count)
        return (failures + others).sorted(by: isNewer)
    }

    private static func isNewer(_ lhs: TaskRow, _ rhs: TaskRow) -> Bool {
        let (left, right) = (lhs.time ?? .distantPast, rhs.time ?? .distantPast)
        return left != right ? left > right : lhs.id < rhs.id
    }

    private func row(_ task: Assessment.JudgedTask) -> TaskRow? {
        let alive = task.attempts.filter { Census.member($0, of: task, in: assessment.rules) != nil }
        guard let telling = alive.telling else { return waitingRow(task) }
        let attempt = telling.attempt
        var facts = task.facts
        facts.take(attempt.facts)
        facts.queue = telling.queue ?? facts.queue
        let isLost = telling.outcome == .lost
        let message = unacknowledged[task.id]
        return TaskRow(
            id: task.id, state: state(of: telling), facts: facts, sent: telling.sent ?? task.sent,
            received: attempt.received, started: attempt.started, finished: attempt.finished, wait: telling.wait,
            prefetchWait: telling.prefetchWait, worker: attempt.worker,
            source: task.isFromEvents ? .events : .inspect, attempts: alive.map { AttemptRow($0, of: task) },
            isUnacknowledged: isLost && assessment.evidence.unacknowledged != nil ? message != nil : nil,
            redelivery: isLost ? redelivery(of: message) : nil)
    }

    /// A task that was sent and that no worker has received.
    private func waitingRow(_ task: Assessment.JudgedTask) -> TaskRow? {
        guard task.attempts.isEmpty, let sent = task.sent, sent <= assessment.rules.horizon else { return nil }
        return TaskRow(
            id: task.id, state: "PENDING", facts: task.facts, sent: sent, source: .events, attempts: [])
    }

    private func row(_ result: StoredResult) -> TaskRow {
        TaskRow(
            id: result.task, state: result.state, facts: result.facts, started: result.started,
            finished: result.finished, worker: result.worker, source: .results, attempts: [],
            failure: result.state == Outcome.failed.state
                ? FailureGroup.id(ofFailure: result.facts, name: result.facts.name) : nil)
    }

    private func state(of judged: Assessment.JudgedAttempt) -> String {
        judged.outcome == .active ? judged.attempt.customState ?? judged.outcome.state : judged.outcome.state
    }

    private func redelivery(of message: UnacknowledgedMessage?) -> Instant? {
        guard let delivered = message?.delivered, let redeliveryDelay else { return nil }
        return delivered + redeliveryDelay
    }
}

extension [Assessment.JudgedAttempt] {
    /// The attempt that gives the task its state: the one received last, except that a success gives way to no other
    /// end.
    var telling: Assessment.JudgedAttempt? {
        guard let last else { return nil }
        if last.outcome.isPending { return last }
        return self.last { $0.outcome == .succeeded } ?? last
    }
}

extension TaskFacts {
    /// What an attempt tells of its end replaces what earlier attempts told of theirs, and so does what it was to do.
    fileprivate mutating func take(_ attempt: TaskFacts) {
        name = attempt.name ?? name
        args = attempt.args ?? args
        kwargs = attempt.kwargs ?? kwargs
        result = attempt.result
        exception = ExceptionText.reason(attempt.exception, traceback: attempt.traceback)
        traceback = attempt.traceback
        runtime = attempt.runtime
        retries = attempt.retries ?? retries
        eta = attempt.eta ?? eta
        terminated = attempt.terminated
        expired = attempt.expired
        requeued = attempt.requeued
    }
}

extension AttemptRow {
    fileprivate init(_ judged: Assessment.JudgedAttempt, of task: Assessment.JudgedTask) {
        let attempt = judged.attempt
        self.init(
            worker: attempt.worker, outcome: judged.outcome, sent: judged.sent, received: attempt.received,
            started: attempt.started, finished: attempt.finished ?? attempt.replaced, runtime: attempt.facts.runtime,
            retries: attempt.facts.retries,
            exception: ExceptionText.reason(attempt.facts.exception, traceback: attempt.facts.traceback),
            failure: judged.outcome == .failed
                ? FailureGroup.id(ofFailure: attempt.facts, name: attempt.facts.name ?? task.facts.name) : nil)
    }
}

extension Evidence {
    /// Seconds after which the broker delivers an unacknowledged message again: what the workers' configuration says,
    /// else the default of kombu's Redis transport; `nil` where nothing is unacknowledged.
    var redeliveryDelay: Double? {
        guard unacknowledged != nil else { return nil }
        let now = inspection?.workers.values.compactMap(\.visibilityTimeout).max()
        return now ?? earlierTraits.values.compactMap(\.visibilityTimeout).max() ?? 3600
    }
}
