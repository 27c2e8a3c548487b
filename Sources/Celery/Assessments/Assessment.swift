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
        /// Whether a worker and the broker said that they hold it no longer, of which no event told.
        package var isAbandoned = false
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

    /// The workers as they were known at the moment that is told of.
    let workers: [WorkerName: WorkerRecord]

    /// By how many seconds a worker's clock is ahead of ours where that is more than what is usual; else 0.
    func lead(of worker: WorkerName) -> Double { workers[worker]?.clockLead ?? 0 }

    /// Judges.
    package init(of state: ClusterState, evidence: Evidence, rules: AssessmentRules) {
        self.rules = rules
        self.evidence = evidence
        let (known, heardLater) = state.asOf(rules.horizon)
        workers = known.workers
        // Of names that were heard once and had no tasks there may be very many.
        let busy = Self.busy(state, evidence)
        let collector = AttemptCollector(
            turns: known.workers.filter { busy.contains($0.key) }.mapValues { $0.presence.turns },
            allTurns: state.workers.filter { busy.contains($0.key) }.mapValues { $0.presence.turns },
            leads: state.workers.filter { busy.contains($0.key) }.mapValues(\.clockLead),
            held: HeldTasks(evidence.inspection), horizon: rules.horizon)
        tasks = state.tasks.values.compactMap(collector.collect)
        for (task, holders) in collector.held.byTask where state.tasks[task] == nil {
            tasks.append(collector.collect(task, holders: holders))
        }
        statuses = Self.statuses(
            of: known, heardLater: heardLater, evidence: evidence, rules: rules, running: Self.running(tasks))
        judge()
        tasks.sort { $0.id < $1.id }
    }

    /// The workers that events or an inspection know tasks of.
    private static func busy(_ state: ClusterState, _ evidence: Evidence) -> Set<WorkerName> {
        var names = Set((evidence.inspection?.workers ?? [:]).keys)
        for task in state.tasks.values { for workerMarks in task.marksByWorker { names.insert(workerMarks.worker) } }
        return names
    }

    private static func running(_ tasks: [JudgedTask]) -> Set<WorkerName> {
        var workers: Set<WorkerName> = []
        for task in tasks {
            for judged in task.attempts where judged.attempt.isOpen && judged.attempt.started != nil {
                let attempt = judged.attempt
                if attempt.interruption == nil, !attempt.isOver { workers.insert(attempt.worker) }
            }
        }
        return workers
    }
}
