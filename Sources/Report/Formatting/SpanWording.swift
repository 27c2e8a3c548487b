import Celery
import Charts

/// The span of a report, and how much of it was seen, in words.
struct SpanWording {
    let snapshot: Snapshot
    let notation: Notation

    /// `The 24 hours to Sunday 22 November 2026, 08:00 UTC.`
    var span: String {
        let span = snapshot.coverage.span
        guard span.length > 0 else { return "At \(notation.words(span.until))." }
        return "The \(Self.length(span.length)) to \(notation.words(span.until))."
    }

    /// `Counts rest on 98 % of what the workers ran; nobody watched from 06:00 to 06:41.`
    var coverage: String {
        guard let share else { return watching.prefix(1).uppercased() + watching.dropFirst() + "." }
        return "\(share); \(watching)."
    }

    /// What part of the executions that the workers' own counters show was seen; `nil` where no counter tells.
    private var share: String? {
        let counted = snapshot.workers.filter { $0.unseen != nil && ($0.executions ?? 0) > 0 }
        let executions = counted.reduce(0) { $0 + ($1.executions ?? 0) }
        let unseen = counted.reduce(0) { $0 + ($1.unseen ?? 0) }
        guard executions > 0 else { return nil }
        let workers = counted.count == snapshot.workers.count ? "the workers" : "\(counted.count) of the workers"
        guard unseen > 0 else { return "Counts rest on all that \(workers) ran" }
        let seen = Double(max(0, executions - unseen))
        return "Counts rest on \(Wording.share(seen, of: Double(executions))) of what \(workers) ran"
    }

    /// In which parts of the span somebody listened.
    private var watching: String {
        let span = Charts.TimeSpan(snapshot.coverage.span)
        let watched = snapshot.coverage.watched.map { Charts.TimeSpan($0) }.compactMap(span.intersection)
        let gaps = span.gaps(between: watched)
        let missing = gaps.reduce(0) { $0 + $1.duration }
        if watched.isEmpty { return "nobody listened in this span" }
        if missing < 1_000_000 { return "somebody watched all the time" }
        if watched.count == 1, let first = watched.first, missing > span.duration / 2 {
            return "somebody watched for \(Self.length(first)) of it, \(fromTo(first))"
        }
        guard gaps.count == 1, let gap = gaps.first else {
            return "nobody watched for \(Wording.duration(Double(missing) / 1e6)) of it, in \(gaps.count) stretches"
        }
        return "nobody watched \(fromTo(gap))"
    }

    private func fromTo(_ span: Charts.TimeSpan) -> String {
        let isShort = span.duration < 120_000_000
        let (since, until) = (Instant(microseconds: span.since), Instant(microseconds: span.until))
        return "from \(notation.clock(since, withSeconds: isShort)) to \(notation.clock(until, withSeconds: isShort))"
    }

    private static func length(_ span: Charts.TimeSpan) -> String { Wording.duration(Double(span.duration) / 1e6) }

    /// `24 hours`, `7 days`, `90 minutes`; what is no whole number of them is told in two units.
    private static func length(_ seconds: Double) -> String {
        for (unit, size, most) in [
            ("second", 1.0, 119), ("minute", 60, 119), ("hour", 3600, 48), ("day", 86_400, 3650),
        ] {
            let number = (seconds / size).rounded()
            guard number >= 1, number <= Double(most) else { continue }
            if abs(number * size - seconds) < max(0.5, seconds * 0.002) { return Wording.count(Int(number), unit) }
        }
        return Wording.duration(seconds)
    }
}

extension Charts.TimeSpan {
    /// The same span of time as the domain has it.
    init(_ span: Celery.TimeSpan) { self.init(since: span.since.microseconds, until: span.until.microseconds) }
}
