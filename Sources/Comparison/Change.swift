/// A number, or a setting, that is another one in the second of two snapshots.
package struct Change: Sendable, Equatable {
    /// What it is about.
    package enum Kind: String, CaseIterable, Sendable {
        case taskType = "task type"
        case queue, worker, setting
    }

    /// In what a number is given.
    package enum Unit: String, Sendable { case perHour, share, seconds, secondsPerHour, count }

    /// What is said of the difference.
    package enum Verdict: String, CaseIterable, Sendable {
        case moreThanChance = "more than chance"
        case notTested = "not tested"
        case maybeChance = "may be chance"

        var rank: Int { Verdict.allCases.firstIndex(of: self) ?? 0 }
    }

    /// What was before, and is after.
    package enum Values: Sendable, Equatable {
        case numbers(before: Double, after: Double, Unit)
        case words(before: String?, after: String?)
    }

    /// What it is about.
    package let kind: Kind
    /// The name of the task type, the queue or the worker; `nil` for attempts of no known type.
    package let subject: String?
    /// How many others changed in the same way.
    package var others = 0
    /// What changed, such as `failure share`.
    package let measure: String
    /// What was before, and is after.
    package let values: Values
    /// What the test says; `nil` where there is none.
    package var significance: Significance?
    /// Whether it is more than chance.
    package internal(set) var verdict = Verdict.notTested
    /// Whether the numbers are about the watched time, so that its share tells how much they rest on.
    package let restsOnWatching: Bool
    /// How large it is: the logarithm of the ratio; the larger, the earlier it is listed.
    let size: Double

    static func sized(_ before: Double, _ after: Double, floor: Double) -> Double {
        let ratio = (max(0, after) + floor) / (max(0, before) + floor)
        return ratio.isFinite && ratio > 0 ? abs(logarithm(ratio)) : 0
    }
}

/// A group of failures in two snapshots.
package struct FailureChange: Sendable, Equatable {
    /// Whether it came, went or stayed.
    package enum State: String, CaseIterable, Sendable {
        case new, stays = "still there", gone
    }

    /// The task type.
    package let type: String?
    /// The exception's type.
    package let exception: String
    /// The fingerprint.
    package let fingerprint: String
    /// Whether it came, went or stayed.
    package let state: State
    /// How many failures there were, and are.
    package let before: Int
    /// How many there are.
    package let after: Int
    /// The same for each watched hour; `nil` where nobody listened.
    package let rates: (before: Double?, after: Double?)
    /// What the test of the rates says.
    package let significance: Significance?
    /// Whether it is more than chance.
    package internal(set) var verdict = Change.Verdict.notTested

    package static func == (lhs: FailureChange, rhs: FailureChange) -> Bool {
        (lhs.type, lhs.exception, lhs.fingerprint, lhs.state, lhs.before, lhs.after)
            == (rhs.type, rhs.exception, rhs.fingerprint, rhs.state, rhs.before, rhs.after)
    }
}
