/// Holds the schedule against what was seen, within what was watched.
struct PeriodicRows {
    private let assessment: Assessment
    private let watched: [TimeSpan]
    private let moment: Instant
    private let runs: PeriodicRuns
    private let clocks: Clocks

    /// A beat sends a little after a task is due, and its worker tells of that within these seconds.
    private static let delay = 30.0
    /// django-celery-beat writes down every so many seconds what it sent, unless `beat_sync_every` says otherwise.
    private static let writing = 180.0
    /// So many seconds earlier clocks may be.
    private static let lead = 2.0

    init(assessment: Assessment, tally: SpanTally?, offsets: (String) -> ((Instant) -> Int)?) {
        self.assessment = assessment
        let rules = assessment.rules
        moment = rules.moment
        watched = rules.watched.parts(in: TimeSpan(since: rules.span.since, until: max(rules.span.since, moment)))
        runs = PeriodicRuns(assessment, isComplete: tally?.isCovered(by: assessment) ?? true)
        clocks = Clocks(assessment.evidence, offsets: offsets)
    }

    /// The periodic tasks by name: what any worker's configuration has, a scheduler's own store, or a task names.
    var rows: [PeriodicRow] {
        let known = KnownSchedule(assessment.evidence, at: moment).entries
        let sharing = Dictionary(grouping: known.values) { $0.entry.task.exact }
        let told = known.values.map { row($0, isAlone: sharing[$0.entry.task.exact]?.count == 1) }
        let others = runs.named.filter { known[$0.key] == nil }.sorted { $0.key < $1.key }.prefix(ScheduleReading.limit)
        return (told + others.map { row(named: $0.key.text, task: $0.value.task, last: $0.value.last) })
            .sorted { NaturalOrder.areInIncreasingOrder($0.name, $1.name) }
    }

    /// An entry of which nothing but its tasks tells.
    private func row(named name: String, task: String, last: Instant) -> PeriodicRow {
        var row = PeriodicRow(name: name, task: task, schedule: nil)
        (row.source, row.last) = (.header, last)
        // Tasks that no entry sent may be among those that name none.
        let own = runs.runs(of: PeriodicEntry(name: name, task: task, text: ""), isAlone: false)
        count(own, in: watched, &row)
        return row
    }

    private func count(_ own: [PeriodicRuns.Run]?, in parts: [TimeSpan], _ row: inout PeriodicRow) {
        guard !parts.isEmpty, let own else { return }
        row.seen = own.count { run in parts.contains { $0.contains(run.time) } }
        let executed = own.compactMap(\.executed)
        row.overlapping = zip(executed, executed.dropFirst()).count { $1.since < $0.until }
    }

    /// Entries that send the same task can be told apart where each task names its own.
    private func row(_ known: KnownSchedule.Entry, isAlone: Bool) -> PeriodicRow {
        let entry = known.entry
        var row = PeriodicRow(name: entry.name, task: entry.task, schedule: entry.text)
        (row.source, row.asOf) = (known.source, known.asOf)
        let own = runs.runs(of: entry, isAlone: isAlone)
        // What a scheduler remembers may be newer than what was seen.
        let remembered = clocks.time(entry.last, in: entry.lastZone).flatMap { $0 <= moment ? $0 : nil }
        row.last = [own?.last?.time, remembered].compactMap(\.self).max() ?? runs.named[entry.name.exact]?.last
        // Nothing is missed before an entry was as it is.
        let parts = parts(since: known.since)
        count(own, in: parts, &row)
        switch entry.schedule {
        case .other: break
        case .every(let seconds):
            row.next = row.last.map { $0 + seconds }
            if known.source == .django, row.last == remembered, wasDueJustNow(row.next) { row.next = nil }
            guard !parts.isEmpty, let own, let seen = row.seen else { break }
            let missed = parts.reduce(0) { $0 + Self.missed(every: seconds, in: $1, runs: own.map(\.time)) }
            (row.missed, row.expected) = (missed, seen + missed)
        case .crontab(let crontab):
            guard let offset = clocks.offset(entry.zone) else { break }
            row.next = crontab.times(after: moment, until: moment + 400 * 86_400, offset: offset, limit: 1).first
            count(crontab, offset, own, in: parts, &row)
        }
        // A scheduler's own word is rounded, so it counts where nothing better is known.
        if row.next == nil, (known.asOf ?? moment) <= moment { row.next = entry.next }
        return row
    }

    /// Whether something was due that may have been sent and not been written down yet.
    private func wasDueJustNow(_ time: Instant?) -> Bool {
        time.map { $0 <= moment && $0 > moment - Self.writing } ?? false
    }

    private func parts(since: Instant?) -> [TimeSpan] {
        guard let since else { return watched }
        return watched.filter { $0.until > since }.map { TimeSpan(since: max($0.since, since), until: $0.until) }
    }

    private func count(
        _ crontab: Crontab, _ offset: (Instant) -> Int, _ own: [PeriodicRuns.Run]?, in parts: [TimeSpan],
        _ row: inout PeriodicRow
    ) {
        guard !parts.isEmpty else { return }
        let due = parts.flatMap { part in
            crontab.times(after: part.since + Self.lead, until: part.until - Self.delay, offset: offset)
        }
        row.expected = due.count
        guard let own else { return }
        let times = own.map(\.time)
        row.missed = due.count { due in !times.contains { $0 >= due - Self.lead && $0 <= due + Self.delay } }
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

/// By which clocks a schedule goes.
private struct Clocks {
    private var offsets: [String: (Instant) -> Int] = ["UTC": { _ in 0 }]
    /// The zone of the cluster.
    private let zone: String

    init(_ evidence: Evidence, offsets find: (String) -> ((Instant) -> Int)?) {
        let told = (evidence.inspection?.workers ?? [:]).sorted { $0.key < $1.key }.map(\.value.configuration)
        let earlier = evidence.earlierTraits.sorted { $0.key < $1.key }.map(\.value.configuration)
        let settings = (told + earlier).first { !$0.isEmpty } ?? []
        zone = settings.first { $0.name == "timezone" }.flatMap { $0.value == "None" ? nil : $0.value } ?? "UTC"
        let schedules = evidence.toldSchedules + evidence.earlierSchedules
        let zones = Set(schedules.flatMap(\.entries).flatMap { [$0.zone, $0.lastZone].compactMap(\.self) }).union([zone]
        )
        for name in zones where offsets[name] == nil { offsets[name] = find(name) }
    }

    /// How many seconds the clocks of a zone are east of Greenwich; `nil` where that isn't known.
    func offset(_ name: String?) -> ((Instant) -> Int)? { offsets[name ?? zone] }

    /// When the clocks of a zone showed a time, which is that itself without a zone; `nil` where that isn't known.
    func time(_ shown: Instant?, in name: String?) -> Instant? {
        guard let shown, let name else { return shown }
        return offsets[name].map { offset in
            // The offset at a time that is near is that of the time itself, but for the hour of a change.
            let near = shown - Double(offset(shown))
            return shown - Double(offset(near))
        }
    }
}
