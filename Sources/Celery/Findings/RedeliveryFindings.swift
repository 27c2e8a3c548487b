/// What is delivered again though it is being executed, or will be.
struct RedeliveryFindings: Finder {
    static let kinds: [Finding.Code: Finding.Harm] = [
        .taskRunTwice: .workRepeats,
        .nearVisibilityTimeout: .workFails,
    ]

    private let snapshot: Snapshot
    private let assessment: Assessment

    /// One worker's clock tells of executions at once that overlap by so many seconds; those of two may disagree.
    private static let notableOverlap = 1.0
    /// What takes this share of the visibility timeout is near it.
    private static let nearness = 0.8

    init(snapshot: Snapshot, assessment: Assessment, state: ClusterState) {
        (self.snapshot, self.assessment) = (snapshot, assessment)
    }

    var all: [Finding] { twice + [nearRedelivery, lateETA].compactMap { $0 } }

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

extension Finding.Code {
    /// A task was executed twice at once.
    package static let taskRunTwice = Self("task_run_twice")
    /// Executions, or ETAs, come near the visibility timeout.
    package static let nearVisibilityTimeout = Self("near_visibility_timeout")
}

/// What is said of messages that are delivered again.
extension Finding {
    /// A task was executed twice at once.
    static func runTwice(_ type: String?, task: TaskID, seconds: Double, tasks: Int) -> Finding {
        let what: Phrase = type.map { "\(name: $0)" } ?? "a task"
        let message: Phrase =
            tasks == 1
            ? what + " \(name: task) was run twice at once, for \(Phrase.briefly(seconds))"
            : "\(Phrase.grouped(tasks)) of " + what + " were run twice at once, for up to \(Phrase.briefly(seconds))"
        return Finding(
            .warning, .taskRunTwice, subject: type ?? task.description,
            facts: ["seconds": .number(seconds), "tasks": .count(tasks), "task": .text(task.description)],
            message: message + ": its message was delivered again before the first run ended")
    }

    /// Executions of late acknowledged tasks take nearly as long as their messages stay delivered.
    static func nearVisibilityTimeout(_ type: String, p99: Double, timeout: Double, types: Int) -> Finding {
        let others: Phrase = types > 1 ? " (and \(Phrase.count(types - 1, "other type"))" + ")" : ""
        return Finding(
            .warning, .nearVisibilityTimeout, subject: type,
            facts: ["p99": .number(p99), "timeout": .number(timeout), "types": .count(types)],
            message:
                "1 of 100 runs of \(name: type)\(others) takes \(Phrase.briefly(p99)) and more, beyond 80 % of the "
                + "visibility timeout of \(Phrase.roughly(timeout)); acknowledged late, it is delivered and run again")
    }

    /// Messages are held for an ETA that is nearly as far away as they stay delivered.
    static func etaNearVisibilityTimeout(_ messages: Int, longest: Double, timeout: Double) -> Finding {
        Finding(
            .warning, .nearVisibilityTimeout, subject: "eta",
            facts: ["messages": .count(messages), "longest": .number(longest), "timeout": .number(timeout)],
            message: "\(Phrase.count(messages, "message")) \(messages == 1 ? "waits" : "wait") up to "
                + "\(Phrase.roughly(longest)) for an ETA, beyond 80 % of the visibility timeout of "
                + "\(Phrase.roughly(timeout)), after which Redis delivers \(messages == 1 ? "it" : "them") again")
    }
}
