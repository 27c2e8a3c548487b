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
    package internal(set) var tasks: [JudgedTask] = []
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
}
