/// Failures, grouped by task type, by the exception's type, and by the places in the code that their tracebacks name.
struct FailureGroups {
    private struct Key: Hashable {
        let name: ExactText?
        let exceptionType: String
        let fingerprint: String
    }

    private struct Failure {
        let task: TaskID
        let worker: WorkerName?
        let finished: Instant?
        let facts: TaskFacts
        let name: String?
        var isFromResult = false
    }

    /// The groups, the largest first.
    let groups: [FailureGroup]

    init(assessment: Assessment, results: [TaskRow]) {
        var failures: [Key: [Failure]] = [:]
        for task in assessment.tasks {
            for judged in task.attempts where judged.outcome == .failed {
                guard Census.member(judged, of: task, in: assessment.rules) != nil else { continue }
                let failure = Failure(
                    task: task.id, worker: judged.attempt.worker, finished: judged.attempt.finished,
                    facts: judged.attempt.facts, name: judged.attempt.facts.name ?? task.facts.name)
                failures[Self.key(failure), default: []].append(failure)
            }
        }
        for row in results where row.source == .results && row.state == Outcome.failed.state {
            let failure = Failure(
                task: row.id, worker: row.worker, finished: row.finished, facts: row.facts, name: row.facts.name,
                isFromResult: true)
            failures[Self.key(failure), default: []].append(failure)
        }
        let watched = assessment.rules.watched.reduce(0) { $0 + ($1.part(in: assessment.rules.span)?.length ?? 0) }
        groups = failures.map { Self.group($0.value, by: $0.key, watched: watched) }.sorted(by: Self.isLarger)
    }

    private static func key(_ failure: Failure) -> Key {
        Key(
            name: failure.name.exact,
            exceptionType: ExceptionText.type(traceback: failure.facts.traceback, exception: failure.facts.exception),
            fingerprint: ExceptionText.fingerprint(failure.facts.traceback))
    }

    private static func group(_ failures: [Failure], by key: Key, watched: Double) -> FailureGroup {
        let times = failures.compactMap(\.finished).sorted()
        let newest = failures.max {
            let (left, right) = ($0.finished ?? .distantPast, $1.finished ?? .distantPast)
            return left != right ? left < right : $0.task > $1.task
        }
        var group = FailureGroup(
            name: key.name?.text, exceptionType: key.exceptionType, fingerprint: key.fingerprint, count: failures.count,
            fromResults: failures.count(where: \.isFromResult), first: times.first, last: times.last,
            workers: Set(failures.compactMap(\.worker)).sorted(),
            example: newest?.task ?? TaskID(""),
            exception: ExceptionText.reason(newest?.facts.exception, traceback: newest?.facts.traceback),
            traceback: newest?.facts.traceback)
        group.burst = FailureBurst.densest(of: times, watched: watched)
        return group
    }

    private static func isLarger(_ lhs: FailureGroup, _ rhs: FailureGroup) -> Bool {
        if lhs.count != rhs.count { return lhs.count > rhs.count }
        if lhs.last != rhs.last { return (lhs.last ?? .distantPast) > (rhs.last ?? .distantPast) }
        return (lhs.name ?? "", lhs.exceptionType, lhs.fingerprint) < (
            rhs.name ?? "", rhs.exceptionType, rhs.fingerprint
        )
    }
}
