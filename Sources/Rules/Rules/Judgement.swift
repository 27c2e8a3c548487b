package import Celery

/// What is said of a rule.
package enum Verdict: String, CaseIterable, Sendable {
    /// Every match surely satisfies it.
    case pass
    /// A match surely doesn't.
    case fail
    /// It can't be known.
    case unknown
}

/// A rule judged over a snapshot.
package struct Judgement: Sendable {
    /// The rule's text.
    package let text: String
    /// The rule; `nil` for one that this version can't read.
    package let rule: Rule?
    /// What is said of it.
    package let verdict: Verdict
    /// The match that decides, or is nearest to the bound; `nil` where nothing matches.
    package let decisive: Reading?
    /// Whether no other match is, or may be, further on the wrong side.
    private let isExtreme: Bool
    /// How many things match.
    package let matches: Int
    /// How many of them are judged as the rule is.
    package let agreeing: Int
    /// The part of the span in which somebody listened, for a measure that rests on it.
    package let coverage: Double?

    /// Judges a rule.
    init(_ rule: Rule, over subject: RuleSubject) {
        (text, self.rule) = (rule.text, rule)
        let readings = rule.measure.readings(of: subject, for: rule)
        let judged = readings.map { (reading: $0, verdict: rule.comparison.verdict(of: $0.value, bound: rule.bound)) }
        let verdict: Verdict =
            judged.isEmpty
            ? .unknown
            : [.fail, .unknown].first { verdict in judged.contains { $0.verdict == verdict } } ?? .pass
        let agreeing = judged.filter { $0.verdict == verdict }.map(\.reading)
        self.verdict = verdict
        self.agreeing = agreeing.count
        matches = readings.count { !$0.isAnyhow }
        decisive = agreeing.dropFirst().reduce(agreeing.first) { worst, reading in
            worst.map { rule.comparison.isWorse(reading.value, than: $0.value) ? reading : $0 } ?? reading
        }
        isExtreme = decisive.map { rule.comparison.isExtreme($0.value, among: readings.map(\.value)) } ?? false
        coverage = rule.measure.restsOnWatching ? subject.watchedShare : nil
    }

    /// Of a text that is no rule of this version nothing can be known.
    init(unreadable text: String) {
        (self.text, rule, verdict, decisive, matches, agreeing, coverage) = (text, nil, .unknown, nil, 0, 0, nil)
        isExtreme = false
    }

    /// Judges all rules that a snapshot carries, in their order.
    package static func all(of snapshot: Snapshot) -> [Judgement] {
        guard !snapshot.report.checks.isEmpty else { return [] }
        let subject = RuleSubject(snapshot)
        return snapshot.report.checks.map { text in
            guard let rule = try? Rule(text) else { return Judgement(unreadable: text) }
            return Judgement(rule, over: subject)
        }
    }

    /// The value that decides, of which it is, and why nothing is known, as words and names.
    package var phrase: Phrase {
        guard let rule else { return "this version can't read the rule" }
        guard let decisive else { return "nothing matches" }
        var phrase: Phrase = "\(words: decisive.value.text(in: rule.measure.unit, beside: rule.bound))"
        if let thing = decisive.labels.first { phrase += " of \(name: thing.value)" }
        if matches > 1, !decisive.isAnyhow {
            phrase += ", \(words: isExtreme ? "the \(rule.comparison.superlative)" : "one") of \(matches)"
        }
        if verdict != .pass, agreeing > 1 {
            phrase += "; \(agreeing - 1) more \(words: verdict == .fail ? "fail" : "can't be known")"
        }
        if !decisive.value.isExact, let reason = decisive.reason { phrase += ": \(words: reason)" }
        return phrase
    }

    /// A line for a terminal or a log.
    package var line: String {
        let seen = coverage.map { ", \(RuleUnit.share.text($0, beside: nil)) watched" } ?? ""
        return "\(verdict.rawValue)\(verdict == .unknown ? "" : "   ")  \(text)  (\(phrase.text)\(seen))"
    }
}

extension Rule.Comparison {
    fileprivate var superlative: String {
        switch self {
        case .atMost, .below, .equal, .unequal: "largest"
        case .atLeast, .above: "smallest"
        }
    }

    /// Whether a value is surely the one that the superlative names.
    fileprivate func isExtreme(_ value: KnownValue, among all: [KnownValue]) -> Bool {
        switch self {
        case .atMost, .below, .equal, .unequal: all.allSatisfy { $0.high <= value.low }
        case .atLeast, .above: all.allSatisfy { $0.low >= value.high }
        }
    }
}

extension [Judgement] {
    /// What is said of all together: a failure outweighs what can't be known.
    package var verdict: Verdict {
        [.fail, .unknown].first { verdict in contains { $0.verdict == verdict } } ?? .pass
    }

    /// `1 of 5 rules failed, 2 can't be known`.
    package var summary: String {
        let failed = count { $0.verdict == .fail }
        let unknown = count { $0.verdict == .unknown }
        let all = count == 1 ? "1 rule" : "\(count) rules"
        switch (failed, unknown) {
        case (0, 0): return count == 1 ? "the one rule holds" : "all \(count) rules hold"
        case (0, _): return "\(unknown) of \(all) can't be known"
        case (_, 0): return "\(failed) of \(all) failed"
        default: return "\(failed) of \(all) failed, \(unknown) can't be known"
        }
    }
}
