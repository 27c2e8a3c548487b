import Celery
import Charts
package import Comparison
package import Templating

/// This report beside an earlier one: what differs, the largest difference first, and what of it is more than chance.
package struct ComparePage: TemplateRecord {
    let frame: PageFrame
    let summary: String
    let method: String
    let sides: [SideEntry]
    let changes: [ChangeEntry]
    let failures: [FailureChangeEntry]
    let same: String?

    /// What templates may name.
    package static let fields: [Field<ComparePage>] = [
        .record("frame", "what every page has", \.frame),
        .text("summary", "how much differs, as a sentence", \.summary),
        .text("method", "how chance is told from change, as a sentence", \.method),
        .list("sides", "the two reports, the earlier one first", \.sides),
        .list("changes", "what differs, the largest difference first", \.changes),
        .truth("has_changes", "whether anything does") { !$0.changes.isEmpty },
        .list("failures", "the groups of failures that came, stayed or went", \.failures),
        .truth("has_failures", "whether any did") { !$0.failures.isEmpty },
        .text("same", "how many groups of failures are the same, as a sentence", \.same),
    ]

    /// Shows what differs between an earlier report and this one.
    package init(
        _ report: Report, _ comparison: SnapshotComparison, files: SiteFiles, limits: ReportLimits = .whole
    ) {
        var omissions = Omissions()
        let notation = report.notation
        changes = omissions.first(limits.rows, of: comparison.changes, "change").map { ChangeEntry($0, comparison) }
        failures = omissions.first(
            limits.rows, of: comparison.failures, "group of failures", plural: "groups of failures"
        ).map { FailureChangeEntry($0, comparison) }
        sides = [("Before", comparison.before), ("After", comparison.after)].map { SideEntry($0, $1, in: notation) }
        summary = Self.summary(comparison)
        method = Self.method(comparison)
        same =
            comparison.sameFailures == 0
            ? nil
            : Wording.count(comparison.sameFailures, "group of failures", plural: "groups of failures")
                + (comparison.sameFailures == 1 ? " is" : " are") + " the same in both."
        frame = report.frame(page: "Compare", files: files, omissions: omissions)
    }

    private static func summary(_ comparison: SnapshotComparison) -> String {
        guard !comparison.isEmpty else { return "Nothing differs." }
        let real =
            comparison.changes.count { $0.verdict == .moreThanChance }
            + comparison.failures.count { $0.verdict == .moreThanChance }
        let all = comparison.changes.count + comparison.failures.count
        return "\(Wording.count(all, "difference")), of which \(real == 0 ? "none" : Wording.count(real)) "
            + "\(real == 1 ? "is" : "are") more than chance."
    }

    private static func method(_ comparison: SnapshotComparison) -> String {
        guard comparison.tests > 0 else { return "No difference could be tested." }
        let methods = Set(
            comparison.changes.compactMap(\.significance?.method)
                + comparison.failures.compactMap(\.significance?.method))
        let names = Significance.Method.allCases.filter(methods.contains).map(\.rawValue)
        let by = names.isEmpty ? "" : " by \(Wording.list(names))"
        return "Counts are compared for each watched hour. \(Wording.count(comparison.tests, "test"))\(by): what would "
            + "happen by chance in fewer than 5 % of comparisons like this one (Holm's procedure over all tests) is more "
            + "than chance."
    }
}

/// One of two reports that are compared.
package struct SideEntry: TemplateRecord {
    let name: String
    let captured: Timestamp
    let span: String
    let watched: String
    let coverage: Figure

    /// What templates may name.
    package static let fields: [Field<SideEntry>] = [
        .text("name", "Before or After", \.name),
        .record("captured", "when it was captured", \.captured),
        .text("span", "the span that its counts are about", \.span),
        .text("watched", "for how long of it somebody listened", \.watched),
        .record("coverage", "the same as a part of the span", \.coverage),
    ]

    init(_ name: String, _ side: SnapshotComparison.Side, in notation: Notation) {
        self.name = name
        captured = Timestamp(side.capturedAt, in: notation)
        span = notation.stretch(from: side.span.since, to: side.span.until)
        watched = Wording.duration(side.hours * 3_600)
        coverage = Figure(part: side.coverage)
    }
}

/// A difference as pages list it.
package struct ChangeEntry: TemplateRecord {
    let kind: String
    let subject: String?
    let others: String?
    let measure: String
    let before: Figure
    let after: Figure
    let settings: (before: String?, after: String?)
    let watchedBefore: Figure
    let watchedAfter: Figure
    let change: String
    let chance: ChanceEntry

    /// What templates may name.
    package static let fields: [Field<ChangeEntry>] = [
        .text("kind", "task type, queue, worker or setting", \.kind),
        .code("subject", "the name of what it is about", \.subject),
        .text("others", "how many others changed in the same way, in words", \.others),
        .code("measure", "what changed", \.measure),
        .record("before", "the number before; nothing of a setting", \.before),
        .record("after", "the number after", \.after),
        .code("setting_before", "the setting before", \.settings.before),
        .code("setting_after", "the setting after", \.settings.after),
        .record("watched_before", "the part of the span that the number before rests on", \.watchedBefore),
        .record("watched_after", "the same of the number after", \.watchedAfter),
        .text("change", "how much it changed, such as ×2", \.change),
        .record("chance", "what a test says of it", \.chance),
    ]

    init(_ change: Change, _ comparison: SnapshotComparison) {
        kind = change.kind.rawValue
        subject = change.subject.map { Excerpt.cell($0, limit: 120) }
        others = change.others > 0 ? "and \(Wording.count(change.others, "other"))" : nil
        measure = Excerpt.cell(change.measure, limit: 120)
        switch change.values {
        case .numbers(let old, let new, let unit):
            (before, after, settings) = (Figure(old, unit), Figure(new, unit), (nil, nil))
            self.change = Self.ratio(old, new, unit)
        case .words(let old, let new):
            (before, after) = (Figure(words: nil), Figure(words: nil))
            settings = (old.map { Excerpt.cell($0, limit: 200) }, new.map { Excerpt.cell($0, limit: 200) })
            self.change = ""
        }
        watchedBefore = Figure(part: change.restsOnWatching ? comparison.before.coverage : nil)
        watchedAfter = Figure(part: change.restsOnWatching ? comparison.after.coverage : nil)
        chance = ChanceEntry(change.significance, change.verdict)
    }

    private static func ratio(_ old: Double, _ new: Double, _ unit: Change.Unit) -> String {
        guard old > 0, new > 0 else {
            return unit == .count ? (new > old ? "+" : "−") + Figure(abs(new - old), .count).text : ""
        }
        return "×" + Wording.hundredths(new / old)
    }
}

/// What a test says of a difference.
package struct ChanceEntry: TemplateRecord {
    let p: String
    let method: String?
    let mark: StateMark

    /// What templates may name.
    package static let fields: [Field<ChanceEntry>] = [
        .text("p", "the p-value", \.p),
        .text("method", "the test", \.method),
        .record("mark", "more than chance, may be chance or not tested", \.mark),
    ]

    init(_ significance: Significance?, _ verdict: Change.Verdict) {
        p = significance.map { Self.text($0.p) } ?? Wording.unknown
        method = significance?.method.rawValue
        mark =
            switch verdict {
            case .moreThanChance: StateMark(verdict.rawValue, .up, "warn")
            case .maybeChance: StateMark(verdict.rawValue, .ring, "idle")
            case .notTested: StateMark(verdict.rawValue, .bar, "idle")
            }
    }

    private static func text(_ p: Double) -> String {
        if p < 0.0001 { return "< 0.0001" }
        let thousandths = Int((p * 1_000).rounded(.up))
        return thousandths >= 1_000 ? "1" : "0." + String(String(1_000 + thousandths).dropFirst())
    }
}

/// A group of failures in two reports.
package struct FailureChangeEntry: TemplateRecord {
    let state: StateMark
    let type: String?
    let exception: String
    let fingerprint: String
    let before: Figure
    let after: Figure
    let rateBefore: Figure
    let rateAfter: Figure
    let watchedBefore: Figure
    let watchedAfter: Figure
    let chance: ChanceEntry

    /// What templates may name.
    package static let fields: [Field<FailureChangeEntry>] = [
        .record("state", "new, still there or gone", \.state),
        .code("type", "the task type", \.type),
        .code("exception", "the exception's type", \.exception),
        .code("fingerprint", "tells the places in the code apart", \.fingerprint),
        .record("before", "how many there were", \.before),
        .record("after", "how many there are", \.after),
        .record("rate_before", "the same for each watched hour", \.rateBefore),
        .record("rate_after", "the same for each watched hour", \.rateAfter),
        .record("watched_before", "the part of the span that the number before rests on", \.watchedBefore),
        .record("watched_after", "the same of the number after", \.watchedAfter),
        .record("chance", "what a test says of it", \.chance),
    ]

    init(_ change: FailureChange, _ comparison: SnapshotComparison) {
        state =
            switch change.state {
            case .new: StateMark(change.state.rawValue, .up, "bad")
            case .stays: StateMark(change.state.rawValue, .diamond, "warn")
            case .gone: StateMark(change.state.rawValue, .disc, "good")
            }
        type = change.type.map { Excerpt.cell($0, limit: 120) }
        exception = Excerpt.cell(change.exception, limit: 120)
        fingerprint = Excerpt.cell(change.fingerprint, limit: 40)
        (before, after) = (Figure(count: change.before), Figure(count: change.after))
        (rateBefore, rateAfter) = (Figure(change.rates.before, .perHour), Figure(change.rates.after, .perHour))
        watchedBefore = Figure(part: comparison.before.coverage)
        watchedAfter = Figure(part: comparison.after.coverage)
        chance = ChanceEntry(change.significance, change.verdict)
    }
}

extension Figure {
    /// A part of 1; `nil` where it isn't known.
    fileprivate init(part: Double?) {
        if let part { self.init(share: part, of: 1) } else { self.init(words: nil) }
    }

    fileprivate init(_ value: Double?, _ unit: Change.Unit) {
        guard let value else {
            self.init(words: nil)
            return
        }
        switch unit {
        case .perHour: self.init(words: Self.number(value) + " /h", isZero: value == 0)
        case .share: self.init(share: value, of: 1)
        case .seconds: self.init(seconds: value)
        case .secondsPerHour: self.init(words: Wording.duration(value) + " /h", isZero: value == 0)
        case .count: self.init(words: Self.number(value), isZero: value == 0)
        }
    }

    private static func number(_ value: Double) -> String {
        guard let whole = Int(exactly: value) else {
            return value.magnitude >= 100 && value.magnitude < 1e12
                ? Wording.count(Int(value.rounded())) : Wording.hundredths(value)
        }
        return Wording.count(whole)
    }
}
