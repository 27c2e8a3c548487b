/// What events and all other evidence together say of a cluster at one instant: each attempt in exactly one column.
package struct Assessment: Sendable {
    /// An attempt and what became of it.
    package struct JudgedAttempt: Sendable {
        /// The attempt.
        package var attempt: Attempt
        /// Its column.
        package var outcome: Outcome
        /// When its message was sent.
        package var sent: Instant?
        /// The queue it was sent to.
        package var queue: String?
        /// Whether an event told of its end, so that no other evidence is needed.
        package var isEndedByEvents = false
        /// When it was over: when it ended, else when it was seen for the last time; `nil` while it is pending.
        package var settled: Instant?
    }

    /// A task and its attempts.
    package struct JudgedTask: Sendable {
        /// The task.
        package let id: TaskID
        /// What is known of it as a whole.
        package var facts: TaskFacts
        /// Its attempts, the one received last at the end.
        package var attempts: [JudgedAttempt]
        /// When it was first sent.
        package var sent: Instant?
        /// Whether events told of it; else it is known from an inspection alone.
        package var isFromEvents: Bool
    }

    /// By which it was judged.
    package let rules: AssessmentRules
    /// What is known beside events.
    package let evidence: Evidence
    /// The tasks that events or inspection know.
    package private(set) var tasks: [JudgedTask] = []
    /// The workers' status.
    package private(set) var statuses: [WorkerName: WorkerStatus] = [:]

    /// Judges.
    package init(of state: ClusterState, evidence: Evidence, rules: AssessmentRules) {
        self.rules = rules
        self.evidence = evidence
        let held = HeldTasks(evidence.inspection)
        let turns = state.workers.mapValues { $0.lifeline.turns }
        tasks = state.tasks.values.map { record in
            Self.collect(record, turns: turns, held: held, asked: evidence.inspection?.asked)
        }
        for (task, holders) in held.byTask where state.tasks[task] == nil {
            tasks.append(Self.collect(task, holders: holders, asked: held.asked))
        }
        statuses = Self.statuses(of: state, evidence: evidence, rules: rules, running: Self.running(tasks))
        judge(lastBeats: state.workers.compactMapValues { $0.lifeline.beats.last?.timestamp })
        tasks.sort { $0.id < $1.id }
    }

    private static func collect(
        _ record: TaskRecord, turns: [WorkerName: [Lifeline.Turn]], held: HeldTasks, asked: Instant?
    ) -> JudgedTask {
        var attempts: [Attempt] = []
        var holders = held.byTask[record.id] ?? [:]
        for ledger in record.ledgers {
            var own = AttemptMatcher.attempts(
                of: ledger.worker, marks: ledger.marks, turns: turns[ledger.worker] ?? [])
            if let held = holders.removeValue(forKey: ledger.worker), let asked {
                own.take(held, worker: ledger.worker, asked: asked)
            }
            attempts += own
        }
        var facts = record.facts
        if let asked {
            for (worker, held) in holders.sorted(by: { $0.key < $1.key }) {
                attempts.take(held, worker: worker, asked: asked)
                facts.fill(held.task.facts)
            }
        }
        let judged = attempts.sorted(by: Attempt.isReceivedEarlier).map { attempt in
            JudgedAttempt(
                attempt: attempt, outcome: .unaccounted, sent: record.sent(for: attempt),
                queue: record.queue(for: attempt), isEndedByEvents: !attempt.isOpen)
        }
        return JudgedTask(
            id: record.id, facts: facts, attempts: judged, sent: record.sent.first?.timestamp, isFromEvents: true)
    }

    private static func collect(_ id: TaskID, holders: [WorkerName: HeldTasks.Held], asked: Instant) -> JudgedTask {
        var attempts: [Attempt] = []
        var facts = TaskFacts()
        for (worker, held) in holders.sorted(by: { $0.key < $1.key }) {
            attempts.take(held, worker: worker, asked: asked)
            facts.fill(held.task.facts)
        }
        let judged = attempts.map { JudgedAttempt(attempt: $0, outcome: .unaccounted) }
        return JudgedTask(id: id, facts: facts, attempts: judged, isFromEvents: false)
    }

    private static func running(_ tasks: [JudgedTask]) -> Set<WorkerName> {
        var workers: Set<WorkerName> = []
        for task in tasks {
            for judged in task.attempts where judged.attempt.isOpen && judged.attempt.started != nil {
                if judged.attempt.interruption == nil { workers.insert(judged.attempt.worker) }
            }
        }
        return workers
    }

    private mutating func judge(lastBeats: [WorkerName: Instant]) {
        let unacknowledged = evidence.unacknowledged.map { Set($0.compactMap(\.task)) }
        let results = Dictionary(evidence.results.map { ($0.task, $0) }, uniquingKeysWith: { first, _ in first })
        for index in tasks.indices {
            let id = tasks[index].id
            let last = tasks[index].attempts.indices.last
            for position in tasks[index].attempts.indices {
                var attempt = tasks[index].attempts[position].attempt
                var outcome = outcome(of: attempt, isUnacknowledged: unacknowledged?.contains(id))
                if position == last, !outcome.isPending, attempt.isOpen, let result = results[id],
                    let proven = attempt.close(by: result)
                {
                    outcome = proven
                }
                tasks[index].attempts[position].attempt = attempt
                tasks[index].attempts[position].outcome = outcome
                tasks[index].attempts[position].settled =
                    outcome.isPending ? nil : settled(attempt, lastBeat: lastBeats[attempt.worker])
            }
            if let result = results[id] { tasks[index].facts.fill(result.descriptiveFacts) }
        }
    }

    private func outcome(of attempt: Attempt, isUnacknowledged: Bool?) -> Outcome {
        if let ending = attempt.ending { return Outcome(ending, isBegun: attempt.started != nil) }
        let isBegun = attempt.started != nil
        switch attempt.interruption {
        case .release: return .returned
        case .restart(let time):
            if let heard = attempt.lastHeard, isLostToGap(heard, before: time) { return .unaccounted }
            return isBegun ? .lost : .returned
        case nil: break
        }
        if attempt.isHeld { return isBegun ? .active : .received }
        if let heard = attempt.lastHeard, rules.isGap(after: heard) { return .unaccounted }
        switch statuses[attempt.worker] ?? .unknown {
        case .offline: return isBegun ? .lost : .returned
        case .stopping: return isBegun ? .active : .returned
        case .online, .unknown: break
        }
        return isAbandoned(attempt, isUnacknowledged: isUnacknowledged)
            ? .unaccounted : isBegun ? .active : .received
    }

    /// When an attempt that is pending no more was over.
    private func settled(_ attempt: Attempt, lastBeat: Instant?) -> Instant? {
        if let finished = attempt.finished { return finished }
        switch attempt.interruption {
        case .restart(let time), .release(let time): return time
        case nil: break
        }
        guard statuses[attempt.worker] == .offline, let lastBeat else { return attempt.lastSeen }
        return max(lastBeat, attempt.lastSeen ?? lastBeat)
    }

    private func isLostToGap(_ heard: Instant, before time: Instant) -> Bool {
        var rules = rules
        rules.watched = rules.watched.map { TimeSpan(since: $0.since, until: min($0.until, max($0.since, time))) }
            .filter { $0.since <= time }
        return rules.isGap(after: heard)
    }

    /// Whether its worker said in a complete inspection that it doesn't hold it, and the broker says the same.
    private func isAbandoned(_ attempt: Attempt, isUnacknowledged: Bool?) -> Bool {
        guard isUnacknowledged == false, let inspection = evidence.inspection,
            inspection.workers[attempt.worker]?.isComplete == true
        else { return false }
        return (attempt.lastHeard ?? .distantPast) < inspection.asked
    }
}

extension Outcome {
    init(_ ending: Attempt.Ending, isBegun: Bool) {
        switch ending {
        case .succeeded: self = .succeeded
        case .failed: self = .failed
        case .retried: self = .retried
        case .revoked: self = .revoked
        case .rejected: self = .rejected
        // A worker that cancels what it had begun stores RETRY for it; the message goes back in both cases.
        case .cancelled: self = isBegun ? .retried : .returned
        }
    }
}

extension Attempt {
    /// Orders by receipt, where known; a total order for attempts of one task.
    static func isReceivedEarlier(_ lhs: Attempt, _ rhs: Attempt) -> Bool {
        let (left, right) = (lhs.since ?? .distantPast, rhs.since ?? .distantPast)
        return left != right ? left < right : lhs.worker < rhs.worker
    }

    /// Closes the attempt by a stored result that was made after it began.
    ///
    /// - Returns: its outcome; `nil` where the result proves nothing of this attempt.
    mutating func close(by result: StoredResult) -> Outcome? {
        guard let finished = result.finished, let since, finished >= (started ?? since),
            result.worker == nil || result.worker == worker, interruption == nil || started != nil
        else { return nil }
        switch result.state {
        case "SUCCESS": ending = .succeeded
        case "FAILURE": ending = .failed
        default: return nil
        }
        self.finished = finished
        facts.fill(result.facts)
        return ending.map { Outcome($0, isBegun: true) }
    }
}

extension StoredResult {
    /// What it tells of the task rather than of its end.
    var descriptiveFacts: TaskFacts {
        var facts = facts
        facts.result = nil
        facts.exception = nil
        facts.traceback = nil
        facts.retries = nil
        return facts
    }
}
