import Celery
import Charts

/// The span of a report, and how much of it was seen, in words.
struct SpanWording {
    let snapshot: Snapshot
    let notation: Notation

    /// `22 Nov 2026, 04:00–08:00 UTC (4 hours)`.
    var span: String {
        let span = snapshot.coverage.span
        guard span.length > 0 else { return "At \(notation.day(span.until)), \(notation.minute(span.until))" }
        return "\(notation.stretch(from: span.since, to: span.until)) (\(Self.length(span.length)))"
    }

    /// `98 % of executions were seen; not watched 06:00–06:41.`
    var coverage: String {
        let (share, watching) = (share, watching)
        if watching == nil, share?.isAll == true { return "Complete: every execution in this window was seen." }
        let sentence = [share?.words, watching ?? "watched throughout"].compactMap { $0 }.joined(separator: "; ")
        return sentence.prefix(1).uppercased() + sentence.dropFirst() + "."
    }

    /// What part of the executions that the workers' own counters show was seen, and whether it is that of all workers;
    /// `nil` where no counter tells.
    private var share: (words: String, isAll: Bool)? {
        let counted = snapshot.workers.filter { $0.unseen != nil && ($0.executions ?? 0) > 0 }
        let executions = counted.reduce(0) { $0 + ($1.executions ?? 0) }
        let unseen = counted.reduce(0) { $0 + ($1.unseen ?? 0) }
        guard executions > 0 else { return nil }
        let ofAll = counted.count == snapshot.workers.count
        let executed = ofAll ? "executions" : "the executions of \(counted.count) of the workers"
        guard unseen > 0 else {
            return (ofAll ? "every execution was seen" : "all \(executed) were seen", ofAll)
        }
        let seen = Double(max(0, executions - unseen))
        return ("\(Wording.share(seen, of: Double(executions))) of \(executed) were seen", false)
    }

    /// In which parts of the span nothing was heard; `nil` where all of it was watched.
    private var watching: String? {
        let span = Charts.TimeSpan(snapshot.coverage.span)
        let watched = snapshot.coverage.watched.map { Charts.TimeSpan($0) }.compactMap(span.intersection)
        let gaps = span.gaps(between: watched)
        let missing = gaps.reduce(0) { $0 + $1.duration }
        if watched.isEmpty { return "not watched in this window" }
        if missing < 1_000_000 { return nil }
        if watched.count == 1, let first = watched.first, missing > span.duration / 2 {
            return "watched for only \(Self.length(first)), \(fromTo(first))"
        }
        guard gaps.count == 1, let gap = gaps.first else {
            return "not watched for \(Wording.duration(Double(missing) / 1e6)), in \(gaps.count) gaps"
        }
        return "not watched \(fromTo(gap))"
    }

    private func fromTo(_ span: Charts.TimeSpan) -> String {
        let isShort = span.duration < 120_000_000
        let (since, until) = (Instant(microseconds: span.since), Instant(microseconds: span.until))
        return "\(notation.clock(since, withSeconds: isShort))–\(notation.clock(until, withSeconds: isShort))"
    }

    private static func length(_ span: Charts.TimeSpan) -> String { Wording.duration(Double(span.duration) / 1e6) }

    /// `24 hours`, `7 days`, `90 minutes`; what is no whole number of them is told in two units, from five minutes on
    /// without seconds.
    private static func length(_ seconds: Double) -> String {
        for (unit, size, most) in [
            ("second", 1.0, 119), ("minute", 60, 119), ("hour", 3600, 48), ("day", 86_400, 3650),
        ] {
            let number = (seconds / size).rounded()
            guard number >= 1, number <= Double(most) else { continue }
            if abs(number * size - seconds) < max(0.5, seconds * 0.002) { return Wording.count(Int(number), unit) }
        }
        return Wording.duration(seconds < 300 ? seconds : (seconds / 60).rounded() * 60)
    }
}

extension Charts.TimeSpan {
    /// The same span of time as the domain has it.
    init(_ span: Celery.TimeSpan) { self.init(since: span.since.microseconds, until: span.until.microseconds) }
}
