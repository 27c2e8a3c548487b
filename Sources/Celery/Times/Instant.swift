/// A point in time: microseconds since 1970-01-01T00:00:00Z.
///
/// Events carry their sender's clock, captures our own; the type doesn't tell them apart, names of properties do.
package struct Instant: Hashable, Comparable, Sendable {
    /// Microseconds since the epoch; negative before 1970.
    package let microseconds: Int64

    /// Makes an instant of microseconds since the epoch.
    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Makes an instant of seconds since the epoch, as Celery's events write it; `nil` for what no calendar holds.
    package init?(seconds: Double) {
        guard seconds.isFinite, abs(seconds) < 250_000_000_000 else { return nil }
        microseconds = Int64((seconds * 1_000_000).rounded())
    }

    /// Seconds since the epoch.
    package var seconds: Double { Double(microseconds) / 1_000_000 }

    package static func < (lhs: Instant, rhs: Instant) -> Bool { lhs.microseconds < rhs.microseconds }

    /// The instant that many seconds later, or the last that there is; of what is no number, the same.
    package static func + (instant: Instant, seconds: Double) -> Instant {
        let distance = (seconds * 1_000_000).rounded()
        guard abs(distance) < 4e18 else {
            return distance.isNaN ? instant : Instant(microseconds: distance > 0 ? .max : .min)
        }
        let (sum, isBeyond) = instant.microseconds.addingReportingOverflow(Int64(distance))
        return Instant(microseconds: isBeyond ? (distance > 0 ? .max : .min) : sum)
    }

    /// The instant that many seconds earlier.
    package static func - (instant: Instant, seconds: Double) -> Instant { instant + -seconds }

    /// Seconds from `earlier` to this instant; negative where it is later.
    package func since(_ earlier: Instant) -> Double {
        let (difference, isBeyond) = microseconds.subtractingReportingOverflow(earlier.microseconds)
        return (isBeyond ? Double(microseconds) - Double(earlier.microseconds) : Double(difference)) / 1_000_000
    }
}

/// A stretch of time, its ends included.
package struct TimeSpan: Hashable, Sendable {
    /// When it begins.
    package var since: Instant
    /// When it ends; never before `since`.
    package var until: Instant

    /// Makes a span; an end before the beginning is moved to it.
    package init(since: Instant, until: Instant) {
        self.since = since
        self.until = max(since, until)
    }

    /// Its length in seconds.
    package var length: Double { until.since(since) }

    /// Its length in microseconds.
    package var microseconds: Int { Int(until.microseconds - since.microseconds) }

    /// Whether the instant lies in it.
    package func contains(_ instant: Instant) -> Bool { since <= instant && instant <= until }
}

extension Instant {
    /// Before everything.
    package static let distantPast = Instant(microseconds: .min / 4)
    /// After everything.
    package static let distantFuture = Instant(microseconds: .max / 4)
}
