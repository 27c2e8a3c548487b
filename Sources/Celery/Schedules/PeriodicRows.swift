/// Holds the schedule against what was seen, within what was watched.
struct PeriodicRows {
    private let assessment: Assessment
    private let parts: [TimeSpan]
    private let moment: Instant
    /// How many seconds east of Greenwich the clocks of the schedule are; `nil` where that isn't known.
    private let offset: ((Instant) -> Int)?
    /// The runs of each task type, by the first that is told of each, oldest first; `nil` where not all are known.
    private let runs: [ExactText: [Run]]?

    private struct Run {
        let time: Instant
        let executed: TimeSpan?
    }

    /// A beat sends a little after a task is due, and its worker tells of that within these seconds.
    private static let delay = 30.0
    /// So many seconds earlier clocks may be.
    private static let lead = 2.0

    init(assessment: Assessment, tally: SpanTally?, offsets: (String) -> ((Instant) -> Int)?) {
        self.assessment = assessment
        let rules = assessment.rules
        let moment = rules.moment
        self.moment = moment
        parts = rules.watched.parts(in: TimeSpan(since: rules.span.since, until: max(rules.span.since, moment)))
        let settings = Self.settings(assessment.evidence)
        let zone = settings["timezone"].flatMap { $0 == "None" ? nil : $0 } ?? "UTC"
        offset = zone == "UTC" ? { _ in 0 } : offsets(zone)
        guard (tally?.tasks ?? 0) <= assessment.tasks.count else {
            runs = nil
            return
        }
        var runs: [ExactText: [Run]] = [:]
        for task in assessment.tasks where task.isFromEvents {
            guard let name = task.facts.name else { continue }
            let received = task.attempts.compactMap(\.attempt.received).min()
            guard let time = task.sent ?? received else { continue }
            let begun = task.attempts.compactMap(\.attempt.begun).min()
            let ended = task.attempts.map { $0.attempt.finished ?? ($0.outcome == .active ? moment : $0.settled) }
            let executed = begun.flatMap { begun in
                ended.compactMap { $0 }.max().map { TimeSpan(since: begun, until: max(begun, $0)) }
            }
            runs[name.exact, default: []].append(Run(time: time, executed: executed))
        }
        self.runs = runs.mapValues { $0.sorted { $0.time < $1.time } }
    }

    private static func settings(_ evidence: Evidence) -> [String: String] {
        let told = (evidence.inspection?.workers ?? [:]).sorted { $0.key < $1.key }.map(\.value.configuration)
        let settings = told.first { !$0.isEmpty } ?? []
        return Dictionary(settings.map { ($0.name, $0.value) }) { first, _ in first }
    }

    /// The periodic tasks by name: what any worker's configuration has, or the broker.
    var rows: [PeriodicRow] {
        var entries: [ExactText: PeriodicEntry] = [:]
        for (_, worker) in (assessment.evidence.inspection?.workers ?? [:]).sorted(by: { $0.key < $1.key }) {
            for entry in worker.periodic ?? [] where entries[entry.name.exact] == nil {
                entries[entry.name.exact] = entry
            }
        }
        for entry in assessment.evidence.periodic { entries[entry.name.exact] = entry }
        let sharing = Dictionary(grouping: entries.values) { $0.task.exact }
        return entries.values.map { row($0, isAlone: sharing[$0.task.exact]?.count == 1) }
            .sorted { NaturalOrder.areInIncreasingOrder($0.name, $1.name) }
    }

    /// Entries that send the same task can't be told apart by what is seen of it.
    private func row(_ entry: PeriodicEntry, isAlone: Bool) -> PeriodicRow {
        var row = PeriodicRow(name: entry.name, task: entry.task, schedule: entry.text)
        let own = isAlone ? runs.map { $0[entry.task.exact] ?? [] } : nil
        row.last = own?.last?.time
        if !parts.isEmpty, let own {
            row.seen = own.count { run in parts.contains { $0.contains(run.time) } }
            let executed = own.compactMap(\.executed)
            row.overlapping = zip(executed, executed.dropFirst()).count { $1.since < $0.until }
        }
        switch entry.schedule {
        case .other: break
        case .every(let seconds):
            row.next = own?.last.map { $0.time + seconds }
            guard !parts.isEmpty, let own, let seen = row.seen else { break }
            let missed = parts.reduce(0) { $0 + Self.missed(every: seconds, in: $1, runs: own.map(\.time)) }
            (row.missed, row.expected) = (missed, seen + missed)
        case .crontab(let crontab):
            guard let offset else { break }
            row.next = crontab.times(after: moment, until: moment + 400 * 86_400, offset: offset, limit: 1).first
            guard !parts.isEmpty else { break }
            let due = parts.flatMap { part in
                crontab.times(after: part.since + Self.lead, until: part.until - Self.delay, offset: offset)
            }
            row.expected = due.count
            guard let own else { break }
            let times = own.map(\.time)
            row.missed = due.count { due in
                !times.contains { $0 >= due - Self.lead && $0 <= due + Self.delay }
            }
        }
        return row
    }

    /// How many times an interval passed in a part of time without a run.
    private static func missed(every seconds: Double, in part: TimeSpan, runs: [Instant]) -> Int {
        let times = [part.since] + runs.filter(part.contains) + [part.until - delay]
        return zip(times, times.dropFirst()).enumerated().reduce(0) { sum, gap in
            let length = gap.element.1.since(gap.element.0)
            guard length > 0 else { return sum }
            // Between two runs one interval is none missed; at both ends of the part one may be under way.
            let whole = Int(min(1e9, ((length - delay) / seconds).rounded(.down)))
            let isBetween = gap.offset > 0 && gap.offset < times.count - 2
            let passed = isBetween ? Int(min(1e9, (length / seconds).rounded())) - 1 : whole
            return sum + max(0, passed)
        }
    }
}
