package import Celery
import Foundation

extension ZoneName {
    /// By how many seconds the clocks of a zone are east of Greenwich; `nil` for one that this system doesn't know.
    package static let clocks: @Sendable (String) -> ((Instant) -> Int)? = { name in
        guard let zone = (try? ZoneName(parsing: name)).flatMap({ TimeZone(identifier: $0.identifier) }) else {
            return nil
        }
        return { seconds(zone, at: $0) }
    }

    /// An offset from UTC, in force from an instant until the next one's.
    package struct Offset: Hashable, Sendable {
        /// When it begins; the first one of a span holds before it, too.
        package let from: Instant
        /// Seconds east of Greenwich.
        package let seconds: Int

        /// `UTC`, `UTC+1`, `UTC-3:30`: the same on every machine, as abbreviations such as `CET` are not.
        package var abbreviation: String {
            guard seconds != 0 else { return "UTC" }
            let minutes = abs(seconds) / 60
            let rest = minutes % 60
            return "UTC" + (seconds < 0 ? "-" : "+") + "\(minutes / 60)"
                + (rest == 0 ? "" : rest < 10 ? ":0\(rest)" : ":\(rest)")
        }
    }

    /// The offsets of this zone within the span, in order of time; never empty.
    ///
    /// Changes within the same day as their forerunner are not looked for: no zone has any.
    package func offsets(during span: TimeSpan) -> [Offset] {
        guard let zone = TimeZone(identifier: identifier) else { return [Offset(from: span.since, seconds: 0)] }
        var offsets = [Offset(from: span.since, seconds: Self.seconds(zone, at: span.since))]
        var day = span.since
        while day < span.until {
            let next = min(day + 86_400, span.until)
            if let change = Self.change(of: zone, from: day, to: next) { offsets.append(change) }
            day = next
        }
        return offsets
    }

    /// The change between two instants, found to the second by halving.
    private static func change(of zone: TimeZone, from early: Instant, to late: Instant) -> Offset? {
        let before = seconds(zone, at: early)
        guard seconds(zone, at: late) != before else { return nil }
        var (low, high) = (early, late)
        while high.since(low) > 0.000_001 {
            let middle = Instant(microseconds: low.microseconds + (high.microseconds - low.microseconds) / 2)
            if seconds(zone, at: middle) == before { low = middle } else { high = middle }
        }
        return Offset(from: high, seconds: seconds(zone, at: high))
    }

    private static func seconds(_ zone: TimeZone, at instant: Instant) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: instant.seconds))
    }
}
