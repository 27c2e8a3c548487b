/// What about the tasks needs attention.
struct TaskFindings: Finder {
    static let kinds: [Finding.Code: Finding.Harm] = [
        .typeFailing: .workFails,
        .failureBurst: .workFails,
        .taskUnregistered: .workFails,
        .attemptsUnaccounted: .reportLacks,
        .negativeWaits: .reportLacks,
        .resultsPlain: .reportLacks,
    ]

    private let snapshot: Snapshot
    private let assessment: Assessment

    /// A type fails unusually often from this share of its ended attempts on, and from this many failures.
    private static let unusualShare = 0.05
    private static let unusualCount = 5
    /// A message can be taken up to this many seconds before its sender says that it sent it.
    private static let tolerableLead = 1.0

    init(snapshot: Snapshot, assessment: Assessment, state: ClusterState) {
        (self.snapshot, self.assessment) = (snapshot, assessment)
    }

    var all: [Finding] {
        let groups = Dictionary(grouping: snapshot.failures, by: \.name.exact)
        return snapshot.taskTypes.compactMap { failing($0, groups: groups[$0.name.exact] ?? []) } + unregistered
            + bursts
            + [backwards, unaccounted, nameless].compactMap { $0 }
    }

    private func failing(_ type: TaskTypeRow, groups own: [FailureGroup]) -> Finding? {
        let failed = type.counts[.failed] ?? 0
        let ended = failed + (type.counts[.succeeded] ?? 0)
        guard !own.contains(where: { ExceptionText.isUnregistered($0.exceptionType) }) else { return nil }
        guard failed >= Self.unusualCount, Double(failed) >= Double(ended) * Self.unusualShare, let name = type.name
        else { return nil }
        return .typeFailing(name, failed: failed, ended: ended, mostly: own.first?.exceptionType)
    }

    /// What failed many times within a short while, however little that is beside the rest; what comes evenly is told
    /// by the share that fails.
    private var bursts: [Finding] {
        snapshot.failures.filter { !ExceptionText.isUnregistered($0.exceptionType) }.compactMap { group in
            group.burst.map {
                .failureBurst(
                    group, $0, isOver: $0.isOver(at: assessment.rules.moment, watched: assessment.rules.watched))
            }
        }
    }

    /// Types that workers were asked for and don't know: whoever sends them, or what is deployed, is at fault.
    private var unregistered: [Finding] {
        snapshot.failures.filter { ExceptionText.isUnregistered($0.exceptionType) }.map {
            .taskUnregistered($0.name, messages: $0.count, workers: $0.workers)
        }
    }

    /// Waits that are negative: by a little since `task-sent` follows the message that it tells of, by more since
    /// clocks disagree.
    private var backwards: Finding? {
        let leads = assessment.tasks.flatMap(\.attempts).compactMap(\.lead)
        guard let longest = leads.max() else { return nil }
        return .negativeWaits(leads.count, clocksDisagreeBy: longest < Self.tolerableLead ? nil : longest)
    }

    private var unaccounted: Finding? {
        guard let count = snapshot.totals.counts[.unaccounted], count > 0 else { return nil }
        return .attemptsUnaccounted(count)
    }

    /// Whether Celery stores no name with this error, whatever its settings: the body of a chord whose header failed
    /// was never sent, and of a type that nobody knows it stores only the error.
    private static func isNamelessForGood(_ exception: String?) -> Bool {
        let type = ExceptionText.type(traceback: nil, exception: exception)
        return type.hasSuffix("ChordError") || ExceptionText.isUnregistered(type)
    }

    private var nameless: Finding? {
        let stored = snapshot.tasks.filter { $0.source == .results }
        let count = stored.count { $0.facts.name == nil && !Self.isNamelessForGood($0.facts.exception) }
        return count > 0 ? .resultsPlain(count, of: stored.count) : nil
    }
}

extension Finding.Code {
    /// A task type fails unusually often.
    package static let typeFailing = Self("type_failing")
    /// One exception came many times within a short while.
    package static let failureBurst = Self("failure_burst")
    /// A worker was asked for a task type that it doesn't know.
    package static let taskUnregistered = Self("task_unregistered")
    /// The end of attempts was not seen.
    package static let attemptsUnaccounted = Self("attempts_unaccounted")
    /// Attempts began before they were sent.
    package static let negativeWaits = Self("negative_waits")
    /// Stored results have no name.
    package static let resultsPlain = Self("results_plain")
}

/// What is said of tasks.
extension Finding {
    /// A task type fails unusually often, `mostly` by one type of exception.
    static func typeFailing(_ type: String, failed: Int, ended: Int, mostly: String?) -> Finding {
        let cause: Phrase = mostly.map { ", mostly with \(name: $0)" } ?? ""
        return Finding(
            .warning, .typeFailing, subject: type,
            facts: ["failed": .count(failed), "ended": .count(ended), "exception": .text(mostly)],
            message: "\(Phrase.grouped(failed)) of \(Phrase.count(ended, "finished run")) of \(name: type) failed "
                + "(\(Phrase.percent(failed, of: ended)))\(cause)")
    }

    /// One exception came many times within a short while.
    static func failureBurst(_ group: FailureGroup, _ burst: FailureGroup.Burst, isOver: Bool) -> Finding {
        let type: Phrase = group.name.map { " of \(name: $0)" } ?? ""
        let seconds = burst.until.since(burst.since)
        return Finding(
            isOver ? .note : .warning, .failureBurst, subject: group.name ?? group.exceptionType,
            facts: [
                "failed": .count(burst.count), "exception": .text(group.exceptionType), "seconds": .number(seconds),
                "over": .truth(isOver),
            ],
            message: "\(Phrase.count(burst.count, "run"))\(type) failed with \(name: group.exceptionType) within "
                + "\(Phrase.roughly(max(1, seconds)))\(isOver ? ", none since " : ", the last at ")\(time: burst.until)",
            time: burst.since)
    }

    /// Workers were asked for a task type that they don't know.
    static func taskUnregistered(_ type: String?, messages: Int, workers: [WorkerName]) -> Finding {
        let told: Phrase = type.map { "\(name: $0)" } ?? "a task type"
        let places = workers.prefix(3).map { "\(name: $0)" as Phrase }.joined(separator: ", ")
        return Finding(
            .warning, .taskUnregistered, subject: type ?? "a task type", facts: ["messages": .count(messages)],
            message: "\(told) is not registered: \(Phrase.count(messages, "message")) failed on "
                + (workers.isEmpty ? "a worker" : places) + "; deploy the code that has it, or correct the sender")
    }

    /// Attempts began before they were sent: by a little, as `task-sent` follows its message, or by so many seconds.
    static func negativeWaits(_ attempts: Int, clocksDisagreeBy lead: Double?) -> Finding {
        let waits: Phrase = "wait unknown for \(Phrase.count(attempts, "attempt")): "
        let they: Phrase = attempts == 1 ? "it" : "they"
        guard let lead else {
            return Finding(
                .note, .negativeWaits, subject: "clocks", facts: ["attempts": .count(attempts)],
                message: waits + "\(they) began before the event of sending arrived")
        }
        return Finding(
            .warning, .negativeWaits, subject: "clocks",
            facts: ["attempts": .count(attempts), "seconds": .number(lead)],
            message: waits + "\(they) began up to \(Phrase.roughly(lead)) before being sent or received, "
                + "so the clocks of the hosts disagree")
    }

    /// The end of attempts was not seen.
    static func attemptsUnaccounted(_ attempts: Int) -> Finding {
        Finding(
            .note, .attemptsUnaccounted, subject: "tasks", facts: ["attempts": .count(attempts)],
            message: "\(Phrase.count(attempts, "attempt")) unaccounted for: "
                + (attempts == 1
                    ? "its end was not seen, and no worker holds it any more"
                    : "their ends were not seen, and no worker holds them any more"))
    }

    /// Results are stored without what tells of their tasks.
    static func resultsPlain(_ nameless: Int, of stored: Int) -> Finding {
        Finding(
            .note, .resultsPlain, subject: "results", facts: ["nameless": .count(nameless), "results": .count(stored)],
            message: "\(Phrase.grouped(nameless)) of \(Phrase.count(stored, "stored result")) have no name, "
                + "arguments or worker; set result_extended to keep them")
    }
}
