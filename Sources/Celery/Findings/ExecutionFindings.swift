/// What about executions needs attention: what takes too long, or comes too often.
struct ExecutionFindings: Finder {
    static let kinds: [Finding.Code: Finding.Harm] = [
        .poisonMessage: .workRepeats,
        .retryStorm: .workRepeats,
        .taskRunningLong: .workRepeats,
    ]

    private let snapshot: Snapshot
    private let assessment: Assessment

    /// A task runs long from so many times the 99th percentile of its type on, which so many executions have to tell.
    private static let unusualFactor = 3.0
    private static let leastRuns = 20
    /// Nothing that took less than so many seconds runs long.
    private static let notableRuntime = 30.0
    /// A message is received too often from so many times on.
    private static let mostReceipts = 3
    /// A type retries too much from this share of its slot time on, and from so many retries.
    private static let stormShare = 1.0 / 3
    private static let stormCount = 10
    /// Retries of less than this share of the slot time of all types burn little, however many they are.
    private static let stormWeight = 0.05
    /// A type that waits for something by retries of less than so many seconds burns little, unless it takes this share
    /// of the slot time of all types.
    private static let (briefRetry, briefWeight) = (0.25, 0.2)

    init(snapshot: Snapshot, assessment: Assessment, state: ClusterState) {
        (self.snapshot, self.assessment) = (snapshot, assessment)
    }

    var all: [Finding] {
        runningLong + poisonous + storms
    }

    /// The types of which something has been running for far longer than usual, each with the longest.
    private var runningLong: [Finding] {
        let types = Dictionary(
            snapshot.taskTypes.map { ($0.name.exact, $0) }, uniquingKeysWith: { first, _ in first })
        let moment = assessment.rules.moment
        var found: [ExactText: (task: TaskID, worker: WorkerName, seconds: Double, p99: Double, count: Int)] = [:]
        for task in assessment.tasks {
            for judged in task.attempts where judged.outcome == .active {
                let attempt = judged.attempt
                guard let started = attempt.started, assessment.statuses[attempt.worker] == .online,
                    let name = attempt.told.name ?? task.facts.name, let runtime = types[name.exact]?.runtime,
                    runtime.count >= Self.leastRuns
                else { continue }
                let seconds = moment.since(started - assessment.lead(of: attempt.worker))
                guard seconds > max(Self.notableRuntime, Self.unusualFactor * runtime.p99) else { continue }
                let former = found[name.exact]
                let count = (former?.count ?? 0) + 1
                if let former, former.seconds >= seconds {
                    found[name.exact]?.count = count
                } else {
                    found[name.exact] = (task.id, attempt.worker, seconds, runtime.p99, count)
                }
            }
        }
        return found.sorted { $0.key < $1.key }.map { name, longest in
            .runningLong(
                name.text, task: longest.task, on: longest.worker, seconds: longest.seconds, p99: longest.p99,
                tasks: longest.count)
        }
    }

    /// Messages that were begun again and again without success, or whose child died more than once, by type.
    private var poisonous: [Finding] {
        var found: [ExactText?: (task: TaskID, receipts: Int, killed: Int, count: Int)] = [:]
        for task in assessment.tasks where !task.attempts.contains(where: { $0.outcome == .succeeded }) {
            let receipts = Self.receipts(in: task)
            let killed = task.attempts.count { $0.attempt.facts.exception?.hasPrefix("WorkerLostError") == true }
            guard receipts >= Self.mostReceipts || killed > 1 else { continue }
            let former = found[task.facts.name.exact]
            let isWorse = former.map { max($0.receipts, $0.killed) < max(receipts, killed) } ?? true
            let worst = isWorse ? (task.id, receipts, killed) : former.map { ($0.task, $0.receipts, $0.killed) }
            if let worst { found[task.facts.name.exact] = (worst.0, worst.1, worst.2, (former?.count ?? 0) + 1) }
        }
        let sorted = found.sorted { ($0.key?.text ?? "") < ($1.key?.text ?? "") }
        return sorted.map { name, worst in
            .poison(name?.text, task: worst.task, receipts: worst.receipts, killed: worst.killed, messages: worst.count)
        }
    }

    /// How often the message was received and begun that was so most often; of one that nobody began nothing shows that
    /// it does harm.
    private static func receipts(in task: Assessment.JudgedTask) -> Int {
        var receipts: [MessageKey: Int] = [:]
        for judged in task.attempts where judged.attempt.received != nil && judged.attempt.started != nil {
            receipts[judged.attempt.facts.message, default: 0] += 1
        }
        return receipts.values.max() ?? 0
    }

    /// Types of which much slot time ends in retries.
    private var storms: [Finding] {
        let all = snapshot.taskTypes.reduce(0) { $0 + ($1.busy?.seconds ?? 0) }
        return snapshot.taskTypes.compactMap { type in
            guard let busy = type.busy, busy.total > 0, let retried = type.counts[.retried], let name = type.name,
                retried >= Self.stormCount, busy[.retried] > busy.seconds * Self.stormShare
            else { return nil }
            let isBrief = busy[.retried] < Double(retried) * Self.briefRetry
            guard busy[.retried] >= all * (isBrief ? Self.briefWeight : Self.stormWeight) else { return nil }
            return .retryStorm(name, retried: retried, seconds: busy[.retried], of: busy.seconds)
        }
    }

}

extension Finding.Code {
    /// A message is begun again and again without success, or kills what executes it.
    package static let poisonMessage = Self("poison_message")
    /// Much of a type's slot time ends in retries.
    package static let retryStorm = Self("retry_storm")
    /// A task runs far longer than its type usually does.
    package static let taskRunningLong = Self("task_running_long")
}

/// What is said of executions.
extension Finding {
    /// A task has been running for far longer than its type usually does.
    static func runningLong(
        _ type: String, task: TaskID, on worker: WorkerName, seconds: Double, p99: Double, tasks: Int
    ) -> Finding {
        let who: Phrase =
            tasks == 1
            ? "\(name: type) \(name: task) has"
            : "\(Phrase.grouped(tasks)) of \(name: type) have"
        let longest: Phrase = tasks == 1 ? "" : "up to "
        return Finding(
            .warning, .taskRunningLong, subject: type,
            facts: [
                "seconds": .number(seconds), "p99": .number(p99), "tasks": .count(tasks),
                "task": .text(task.description), "worker": .text(worker.description),
            ],
            message: who + " been running for " + longest + "\(Phrase.roughly(seconds)) on \(name: worker), more than "
                + "3 times the \(Phrase.briefly(p99)) that 99 of 100 runs take")
    }

    /// A message is begun again and again without success, or kills what executes it.
    static func poison(_ type: String?, task: TaskID, receipts: Int, killed: Int, messages: Int) -> Finding {
        let what: Phrase = type.map { "\(name: $0)" } ?? "a task"
        let others: Phrase =
            messages > 1 ? ", and so \(messages == 2 ? "was" : "were") \(Phrase.grouped(messages - 1)) more" : ""
        let how: Phrase =
            killed > 1
            ? "killed its child process \(Phrase.grouped(killed)) times"
            : "was received and begun \(Phrase.grouped(receipts)) times without success"
        return Finding(
            .warning, .poisonMessage, subject: type ?? task.description,
            facts: [
                "receipts": .count(receipts), "killed": .count(killed), "messages": .count(messages),
                "task": .text(task.description),
            ],
            message: "message \(name: task) of " + what + " " + how + (killed > 1 ? "" : others))
    }

    /// Much of a type's slot time ends in retries.
    static func retryStorm(_ type: String, retried: Int, seconds: Double, of all: Double) -> Finding {
        Finding(
            .warning, .retryStorm, subject: type,
            facts: ["retried": .count(retried), "seconds": .number(seconds), "of_seconds": .number(all)],
            message: "\(Phrase.share(seconds, of: all)) of the slot time of \(name: type) ended in "
                + "\(Phrase.count(retried, "retry", "retries")) (\(Phrase.roughly(seconds)) of "
                + "\(Phrase.roughly(all))), more than a third")
    }
}
