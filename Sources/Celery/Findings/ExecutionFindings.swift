/// What about executions needs attention: what takes too long, comes too often, or goes on twice at once.
struct ExecutionFindings {
    let snapshot: Snapshot
    let assessment: Assessment

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
    /// One worker's clock tells of executions at once that overlap by so many seconds; those of two may disagree.
    private static let notableOverlap = 1.0
    /// What takes this share of the visibility timeout is near it.
    private static let nearness = 0.8

    var all: [Finding] {
        runningLong + poisonous + storms + twice + [nearRedelivery, lateETA].compactMap { $0 }
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

    /// Tasks of which two executions went on at once, by type.
    private var twice: [Finding] {
        var found: [ExactText?: (task: TaskID, overlap: Double, count: Int)] = [:]
        for task in assessment.tasks where task.attempts.count > 1 {
            guard let overlap = overlap(of: task) else { continue }
            let former = found[task.facts.name.exact]
            let count = (former?.count ?? 0) + 1
            if let former, former.overlap >= overlap {
                found[task.facts.name.exact]?.count = count
            } else {
                found[task.facts.name.exact] = (task.id, overlap, count)
            }
        }
        return found.sorted { ($0.key?.text ?? "") < ($1.key?.text ?? "") }.map { name, longest in
            .runTwice(name?.text, task: longest.task, seconds: longest.overlap, tasks: longest.count)
        }
    }

    /// An execution of a message.
    private struct Run {
        let span: TimeSpan
        let worker: WorkerName
    }

    /// For how many seconds two executions of one message went on at once; only what ended, or is executing, is
    /// certain.
    private func overlap(of task: Assessment.JudgedTask) -> Double? {
        var runs: [MessageKey: [Run]] = [:]
        for judged in task.attempts {
            let attempt = judged.attempt
            guard let started = attempt.started, assessment.lead(of: attempt.worker) == 0,
                let end = attempt.finished ?? (judged.outcome == .active ? assessment.rules.moment : nil), end > started
            else { continue }
            runs[attempt.facts.message, default: []].append(
                Run(span: TimeSpan(since: started, until: end), worker: attempt.worker))
        }
        return runs.values.compactMap(Self.longestOverlap).max()
    }

    /// The longest overlap that the clocks don't explain.
    private static func longestOverlap(_ runs: [Run]) -> Double? {
        var longest: Double?
        // When the runs end that began before: the last of each worker, and the last two of different workers.
        var ends: [WorkerName: Instant] = [:]
        var last: [(worker: WorkerName, end: Instant)] = []
        for run in runs.sorted(by: { $0.span.since < $1.span.since }) {
            let own = ends[run.worker].map { min($0, run.span.until).since(run.span.since) } ?? 0
            let other =
                last.first { $0.worker != run.worker }.map { min($0.end, run.span.until).since(run.span.since) } ?? 0
            if own >= notableOverlap { longest = max(longest ?? own, own) }
            if other > 2 * WorkerRecord.tolerableSkew { longest = max(longest ?? other, other) }
            let end = max(ends[run.worker] ?? run.span.until, run.span.until)
            ends[run.worker] = end
            last.removeAll { $0.worker == run.worker }
            last.append((run.worker, end))
            last.sort { $0.end > $1.end }
            last = Array(last.prefix(2))
        }
        return longest
    }

    /// After how many seconds a message that is not acknowledged is delivered again, at a broker that does so.
    private var redelivery: Double? {
        snapshot.broker.transport == "redis" ? assessment.evidence.redeliveryDelay : nil
    }

    /// The type that takes longest, where workers acknowledge late and it takes nearly as long as messages stay
    /// delivered.
    private var nearRedelivery: Finding? {
        guard let redelivery else { return nil }
        let long = snapshot.taskTypes.filter { ($0.runtime?.p99 ?? 0) > redelivery * Self.nearness }
        let near = long.isEmpty ? [] : acknowledgedLate(long)
        guard let longest = near.max(by: { ($0.runtime?.p99 ?? 0) < ($1.runtime?.p99 ?? 0) }), let name = longest.name,
            let p99 = longest.runtime?.p99
        else { return nil }
        return .nearVisibilityTimeout(name, p99: p99, timeout: redelivery, types: near.count)
    }

    /// The types of which every attempt is known to have been at a worker that acknowledges late.
    private func acknowledgedLate(_ types: [TaskTypeRow]) -> [TaskTypeRow] {
        let workers = snapshot.workers.filter { $0.counts.processed != 0 }
        if workers.allSatisfy({ assessment.isAcknowledgedLate(by: $0.name) }) { return types }
        var counts: [ExactText?: Int] = [:]
        for task in assessment.tasks {
            for judged in task.attempts {
                guard let member = Census.member(judged, of: task, in: assessment.rules),
                    assessment.isAcknowledgedLate(by: judged.attempt.worker)
                else { continue }
                counts[(judged.attempt.told.name ?? member.task.facts.name).exact, default: 0] += 1
            }
        }
        return types.filter { $0.counts.processed == counts[$0.name.exact, default: 0] }
    }

    /// Messages that a worker holds for an ETA so far away that they are delivered again meanwhile.
    private var lateETA: Finding? {
        guard let redelivery else { return nil }
        let waits = (assessment.evidence.unacknowledged ?? []).compactMap { message -> Double? in
            guard let eta = message.facts.eta, let delivered = message.delivered else { return nil }
            let wait = eta.since(delivered)
            return wait > redelivery * Self.nearness ? wait : nil
        }
        guard let longest = waits.max() else { return nil }
        return .etaNearVisibilityTimeout(waits.count, longest: longest, timeout: redelivery)
    }
}
