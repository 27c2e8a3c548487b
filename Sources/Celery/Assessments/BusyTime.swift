/// Slot time that attempts took, in whole microseconds, by what came of them.
package struct BusyTime: Sendable, Equatable {
    /// What came of an attempt, as far as slot time is told apart by it.
    package enum Kind: Int, CaseIterable, Sendable { case succeeded, failed, retried, other }

    /// The times, by kind.
    package var microseconds = SIMD4<Int>()

    /// No time at all.
    package init() {}

    /// Holds what was stored.
    package init(microseconds: SIMD4<Int>) { self.microseconds = microseconds }

    /// The time of all kinds together.
    package var total: Int { microseconds.wrappedSum() }

    /// The seconds of one kind.
    package subscript(kind: Kind) -> Double {
        get { Double(microseconds[kind.rawValue]) / 1_000_000 }
        set { microseconds[kind.rawValue] = Int((newValue * 1_000_000).rounded()) }
    }

    /// The seconds of all kinds together.
    package var seconds: Double { Double(total) / 1_000_000 }

    /// Adds, or takes away where negative, so many microseconds.
    package mutating func add(_ microseconds: Int, _ outcome: Outcome) {
        self.microseconds[Kind(outcome).rawValue] &+= microseconds
    }

    /// Adds another one.
    package mutating func add(_ other: BusyTime) { microseconds &+= other.microseconds }
}

extension BusyTime.Kind {
    /// The kind of an outcome.
    package init(_ outcome: Outcome) {
        switch outcome {
        case .succeeded: self = .succeeded
        case .failed: self = .failed
        case .retried: self = .retried
        case .active, .received, .revoked, .rejected, .returned, .lost, .unaccounted: self = .other
        }
    }
}

extension [TimeSpan] {
    /// How many microseconds of a span lie in these, which don't overlap.
    package func microseconds(of span: TimeSpan) -> Int {
        reduce(0) { sum, part in
            let (since, until) = (Swift.max(part.since, span.since), Swift.min(part.until, span.until))
            return since < until ? sum + Int(until.microseconds - since.microseconds) : sum
        }
    }

    /// What of these, which are in order, lies in a span; those that touch are one.
    package func parts(in span: TimeSpan) -> [TimeSpan] {
        reduce(into: []) { parts, part in
            guard let own = part.part(in: span) else { return }
            if let last = parts.last, own.since <= last.until {
                parts[parts.count - 1].until = Swift.max(last.until, own.until)
            } else {
                parts.append(own)
            }
        }
    }
}
