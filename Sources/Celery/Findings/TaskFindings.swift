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
