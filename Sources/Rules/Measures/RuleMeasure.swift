import Celery

/// What a rule may be about: declared once, with its name, its meaning, its unit and its labels.
package struct RuleMeasure: Sendable {
    /// Its name, such as `queue.ready`.
    package let name: String
    /// What it is, as a sentence.
    package let meaning: String
    /// In what it is given.
    package let unit: RuleUnit
    /// The labels that tell what is measured apart.
    package let labels: [Label]
    /// Whether it tells nothing where nobody listened.
    package let restsOnWatching: Bool
    private let gathering: Gathering
    private let source: @Sendable (RuleSubject) -> [Reading]
    private let unseen: @Sendable (RuleSubject, Rule, _ seen: [Reading]) -> Reading?

    /// A label, and what it names.
    package struct Label: Sendable {
        /// Its name.
        package let name: String
        /// What its values are.
        package let meaning: String
        /// All values that it may have, where they are words of ours.
        package let values: [String]?

        /// A label whose values are names.
        init(name: String, meaning: String) { (self.name, self.meaning, values) = (name, meaning, nil) }

        /// A label that has one of a few words.
        init(name: String, values: [String]) {
            (self.name, self.values) = (name, values)
            meaning = (values.count > 1 ? values.dropLast().joined(separator: ", ") + " or " : "") + (values.last ?? "")
        }
    }

    /// What is made of the things that match.
    enum Gathering {
        /// Each has to satisfy the rule.
        case each
        /// They are summed; where nothing matches, nothing is known.
        case sum
        /// They are counted, and none at all is 0.
        case count
    }

    init(
        _ name: String, _ meaning: String, unit: RuleUnit, _ gathering: Gathering = .each, labels: [Label] = [],
        restsOnWatching: Bool = false, _ source: @escaping @Sendable (RuleSubject) -> [Reading],
        unseen: @escaping @Sendable (RuleSubject, Rule, _ seen: [Reading]) -> Reading? = { _, _, _ in nil }
    ) {
        (self.name, self.meaning, self.unit, self.labels) = (name, meaning, unit, labels)
        (self.restsOnWatching, self.gathering, self.source) = (restsOnWatching, gathering, source)
        self.unseen = unseen
    }

    /// All that there are, in the order in which they are listed.
    package static let all: [RuleMeasure] = ofWorkers + ofAttempts + ofTaskTypes + ofQueues + ofTheWhole

    private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

    /// The measure of that name.
    static func named(_ name: String) -> RuleMeasure? { byName[name] }

    /// What is measured of all that a rule means.
    func readings(of subject: RuleSubject, for rule: Rule) -> [Reading] {
        let isBlind = restsOnWatching && (subject.watchedShare ?? 0) == 0
        var readings = source(subject).filter { rule.matches($0.labels) }
        if let unseen = unseen(subject, rule, readings) { readings.append(unseen) }
        if isBlind {
            readings = readings.map {
                Reading($0.labels, .unknown, because: "nobody listened", isAnyhow: $0.isAnyhow)
            }
        }
        switch gathering {
        case .each: return readings
        case .sum where readings.isEmpty: return []
        case .sum, .count:
            let value = readings.reduce(KnownValue(0)) { $0 + $1.value }
            return [Reading([], value, because: readings.lazy.compactMap(\.reason).first)]
        }
    }
}

/// What is known of a value: itself, or limits of it.
package struct KnownValue: Sendable, Equatable {
    /// It is no smaller.
    package let low: Double
    /// It is no larger.
    package let high: Double

    /// A value that is known.
    init(_ value: Double) { self = value.isNaN ? .unknown : KnownValue(low: value, high: value) }

    /// A value between limits.
    init(low: Double, high: Double) { (self.low, self.high) = (low, high) }

    /// A whole number, where it is known; what is counted is at least 0.
    init(_ value: Int?) { self = value.map { KnownValue(Double($0)) } ?? KnownValue(low: 0, high: .infinity) }

    /// Nothing is known.
    static let unknown = KnownValue(low: -.infinity, high: .infinity)

    /// Whether it is known itself.
    package var isExact: Bool { low == high }

    /// Whether nothing is known of it: that a count isn't negative says nothing of this one.
    var isUnknown: Bool { (low == 0 || low == -.infinity) && high == .infinity }

    static func + (one: KnownValue, other: KnownValue) -> KnownValue {
        KnownValue(low: one.low + other.low, high: one.high + other.high)
    }

    /// `4`, `at least 4`, `4 to 6`, or a dash; with as many digits as tell it from the bound beside it.
    package func text(in unit: RuleUnit, beside bound: Double) -> String {
        func text(_ value: Double) -> String { unit.text(value, beside: bound) }
        if isExact { return text(low) }
        if isUnknown { return "—" }
        return switch (low.isFinite, high.isFinite) {
        case (true, true): "\(text(low)) to \(text(high))"
        case (true, false): "at least \(text(low))"
        case (false, true): "at most \(text(high))"
        case (false, false): "—"
        }
    }
}

/// A label with its value.
package struct RuleLabel: Sendable, Equatable {
    /// The label.
    package let name: String
    /// A name out of the cluster, or a word of ours.
    package let value: String
}

/// What is measured of one thing.
package struct Reading: Sendable {
    /// Which thing; the first label is its name.
    package let labels: [RuleLabel]
    /// The value.
    package let value: KnownValue
    /// Why it isn't known, where it isn't.
    package let reason: String?
    /// Whether it stands for what wasn't seen, and so for whatever a rule means.
    let isAnyhow: Bool

    init(_ labels: [RuleLabel], _ value: KnownValue, because reason: String? = nil, isAnyhow: Bool = false) {
        (self.labels, self.value, self.reason, self.isAnyhow) = (labels, value, reason, isAnyhow)
    }

    /// Stands for things that were not seen, however many they are.
    static func unseen(_ value: KnownValue = KnownValue(nil), because reason: String) -> Reading {
        Reading([], value, because: reason, isAnyhow: true)
    }
}

/// A snapshot as rules look at it.
package struct RuleSubject: Sendable {
    let snapshot: Snapshot
    /// The fingerprints of failures that don't count.
    let known: Set<String>
    /// The part of the span in which somebody listened; `nil` where the span has no length.
    let watchedShare: Double?
    /// Failures that are known, by task type.
    let knownFailures: [ExactText?: Int]

    init(_ snapshot: Snapshot) {
        self.snapshot = snapshot
        let known = Set(snapshot.report.known)
        self.known = known
        watchedShare = snapshot.coverage.watchedShare
        knownFailures = snapshot.failures.reduce(into: [:]) { counts, group in
            // What only a stored result tells of is no attempt that was counted.
            if known.contains(group.fingerprint) {
                counts[group.name.exact, default: 0] += group.count - group.fromResults
            }
        }
    }
}
