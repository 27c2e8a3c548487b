/// A time zone as the list of its changes of offset; whoever knows the zone's database makes it.
package struct ZoneRules: Equatable, Sendable {
    /// One offset, in force from an instant until the next one's.
    package struct Offset: Equatable, Sendable {
        /// When it begins, in microseconds since 1970.
        package let from: Int64
        /// Seconds east of Greenwich.
        package let seconds: Int
        /// What people call it: `CET`, `CEST`, `UTC`.
        package let abbreviation: String

        /// Takes an offset as the zone's database has it.
        package init(from: Int64, seconds: Int, abbreviation: String) {
            self.from = from
            self.seconds = seconds
            self.abbreviation = abbreviation
        }
    }

    /// In order of time; the first is in force before its beginning, too. Never empty.
    package let offsets: [Offset]

    /// Takes the changes in any order; none at all means UTC.
    package init(offsets: [Offset]) {
        self.offsets = offsets.isEmpty ? Self.utc.offsets : offsets.sorted { $0.from < $1.from }
    }

    /// Coordinated universal time.
    package static let utc = ZoneRules(utcFrom: 0)

    private init(utcFrom: Int64) {
        offsets = [Offset(from: utcFrom, seconds: 0, abbreviation: "UTC")]
    }

    /// The offset in force at an instant.
    package func offset(at time: Int64) -> Offset { offsets[index(at: time)] }

    /// What a clock on the wall shows, in microseconds since 1970 as if it were UTC.
    package func wallClock(at time: Int64) -> Int64 { time + Int64(offset(at: time).seconds) * 1_000_000 }

    /// The first instant at which the clock on the wall shows this, or more where a change skips it.
    package func instant(ofWallClock wall: Int64) -> Int64 {
        var index = index(at: wall - 2 * 86_400_000_000)
        while true {
            let begin = index == 0 ? Int64.min : offsets[index].from
            let candidate = max(begin, wall - Int64(offsets[index].seconds) * 1_000_000)
            guard index + 1 < offsets.count, candidate >= offsets[index + 1].from else { return candidate }
            index += 1
        }
    }

    /// The parts of a span that each have one offset, in order.
    func segments(of span: TimeSpan) -> [(span: TimeSpan, offset: Offset)] {
        (index(at: span.since)...index(at: span.until)).map { index in
            let begin = max(span.since, index == 0 ? span.since : offsets[index].from)
            // The next segment begins at its own first instant, so this one ends a microsecond before.
            let end = index + 1 < offsets.count ? min(span.until, offsets[index + 1].from - 1) : span.until
            return (TimeSpan(since: begin, until: end), offsets[index])
        }
    }

    private func index(at time: Int64) -> Int {
        var (low, high) = (0, offsets.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if offsets[middle].from <= time { low = middle } else { high = middle }
        }
        return low
    }
}
