/// What about the tasks needs attention.
struct TaskFindings {
    let snapshot: Snapshot
    let assessment: Assessment

    /// A type fails unusually often from this share of its ended attempts on, and from this many failures.
    private static let unusualShare = 0.05
    private static let unusualCount = 5
    /// A message can be taken up to this many seconds before its sender says that it sent it.
    private static let tolerableLead = 1.0

    var all: [Finding] {
        let groups = Dictionary(grouping: snapshot.failures, by: \.name.exact)
        return snapshot.taskTypes.compactMap { failing($0, groups: groups[$0.name.exact] ?? []) } + unregistered
            + [backwards, unaccounted, nameless].compactMap { $0 }
    }

    private func failing(_ type: TaskTypeRow, groups own: [FailureGroup]) -> Finding? {
        let failed = type.counts[.failed] ?? 0
        let ended = failed + (type.counts[.succeeded] ?? 0)
        guard !own.contains(where: { ExceptionText.isUnregistered($0.exceptionType) }) else { return nil }
        guard failed >= Self.unusualCount, Double(failed) >= Double(ended) * Self.unusualShare, let name = type.name
        else { return nil }
        let mostly: Phrase = own.first.map { ", mostly by \(name: $0.exceptionType)" } ?? ""
        return Finding(
            .warning, .typeFailing, subject: name,
            message: "\(name: name) failed \(Wording.count(failed, "time")) "
                + "(\(Wording.percent(failed, of: ended)) of what ended)\(mostly)")
    }

    /// Types that workers were asked for and don't know: whoever sends them, or what is deployed, is at fault.
    private var unregistered: [Finding] {
        snapshot.failures.filter { ExceptionText.isUnregistered($0.exceptionType) }.map { group in
            let type: Phrase = group.name.map { "\(name: $0)" } ?? "a task type"
            return Finding(
                .warning, .taskUnregistered, subject: group.name ?? "a task type",
                message: "\(type) is not registered: \(Wording.count(group.count, "message")) failed on "
                    + (group.workers.isEmpty
                        ? "a worker" : group.workers.prefix(3).map { "\(name: $0)" }.joined(separator: ", "))
                    + "; deploy the code that has it, or correct the sender")
        }
    }

    /// Waits that are negative: by a little since `task-sent` follows the message that it tells of, by more since clocks
    /// disagree.
    private var backwards: Finding? {
        let leads = assessment.tasks.flatMap(\.attempts).compactMap(\.lead)
        guard let longest = leads.max() else { return nil }
        let waits: Phrase = "the \(leads.count == 1 ? "wait" : "waits") of \(Wording.count(leads.count, "attempt")) "
        guard longest >= Self.tolerableLead else {
            return Finding(
                .note, .negativeWaits, subject: "clocks",
                message: waits + "can't be told: the event of sending comes after the message, and they began sooner")
        }
        return Finding(
            .warning, .negativeWaits, subject: "clocks",
            message: waits + "can't be told: they began up to \(Wording.duration(longest)) before being sent or "
                + "received, so the clocks of their hosts disagree")
    }

    private var unaccounted: Finding? {
        guard let count = snapshot.totals.counts[.unaccounted], count > 0 else { return nil }
        return Finding(
            .note, .attemptsUnaccounted, subject: "tasks",
            message: "the end of \(Wording.count(count, "attempt")) was not seen, and no worker holds "
                + (count == 1 ? "it" : "them") + " any more")
    }

    /// Whether Celery stores no name with this error, whatever its settings: the body of a chord whose header failed was
    /// never sent, and of a type that nobody knows it stores only the error.
    private static func isNamelessForGood(_ exception: String?) -> Bool {
        let type = ExceptionText.type(traceback: nil, exception: exception)
        return type.hasSuffix("ChordError") || ExceptionText.isUnregistered(type)
    }

    private var nameless: Finding? {
        let stored = snapshot.tasks.filter { $0.source == .results }
        let count = stored.count { $0.facts.name == nil && !Self.isNamelessForGood($0.facts.exception) }
        guard count > 0 else { return nil }
        return Finding(
            .note, .resultsPlain, subject: "results",
            message: "\(Wording.grouped(count)) of \(Wording.count(stored.count, "stored result")) have no name, "
                + "arguments or worker; set result_extended to keep them")
    }
}
