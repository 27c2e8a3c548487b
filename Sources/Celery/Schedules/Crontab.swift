/// When a periodic task is due by the clock and the calendar of a zone: Celery's `celery/schedules.py`.
package struct Crontab: Sendable, Hashable {
    private let minutes: Set<Int>, hours: Set<Int>, days: Set<Int>, months: Set<Int>, weekdays: Set<Int>

    /// Reads the five fields; `nil` where one isn't read.
    package init?(minute: String, hour: String, day: String, month: String, weekday: String) {
        guard let minutes = Self.numbers(minute, 0...59), let hours = Self.numbers(hour, 0...23),
            let days = Self.numbers(day, 1...31), let months = Self.numbers(month, 1...12, names: Self.months),
            let weekdays = Self.numbers(weekday, 0...6, names: Self.weekdays)
        else { return nil }
        (self.minutes, self.hours, self.days, self.months, self.weekdays) = (minutes, hours, days, months, weekdays)
    }

    private static let weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
    private static let months = [
        "", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// `*`, `*/5`, `1,2`, `mon-fri`, `22-4/2`, which goes round.
    private static func numbers(_ text: String, _ bounds: ClosedRange<Int>, names: [String] = []) -> Set<Int>? {
        var numbers: Set<Int> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let pieces = part.split(separator: "/", omittingEmptySubsequences: false)
            guard (1...2).contains(pieces.count), let step = pieces.count > 1 ? Int(pieces[1]) : 1, step > 0 else {
                return nil
            }
            let all: [Int]
            if pieces[0] == "*" {
                all = Array(bounds)
            } else {
                let ends = pieces[0].split(separator: "-", omittingEmptySubsequences: false).map {
                    number($0, bounds, names)
                }
                guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1] else {
                    return nil
                }
                all =
                    first <= last
                    ? Array(first...last) : Array(first...bounds.upperBound) + Array(bounds.lowerBound...last)
            }
            numbers.formUnion(all.enumerated().filter { $0.offset % step == 0 }.map(\.element))
        }
        return numbers
    }

    private static func number(_ text: Substring, _ bounds: ClosedRange<Int>, _ names: [String]) -> Int? {
        let number = Int(text) ?? names.firstIndex(of: text.prefix(3).lowercased())
        return number.flatMap { bounds.contains($0) ? $0 : nil }
    }

    /// The times at which it is due after one instant and up to another one, at most so many; `offset` tells by how many
    /// seconds the zone's clocks are east of Greenwich.
    package func times(
        after since: Instant, until end: Instant, offset: (Instant) -> Int, limit: Int = 100_000
    ) -> [Instant] {
        var times: [Instant] = []
        func minute(of instant: Instant) -> Int64 {
            let (whole, rest) = instant.microseconds.quotientAndRemainder(dividingBy: 60_000_000)
            return rest < 0 ? whole - 1 : whole
        }
        let last = minute(of: end)
        var next = minute(of: since) + 1
        while next <= last, times.count < limit {
            let time = Instant(microseconds: next * 60_000_000)
            let local = CivilTime(time, offset: offset(time))
            guard isDue(on: local) else {
                // The rest of the day is not looked at, but for the hour in which its clocks may change.
                next += Int64(max(1, (23 - local.hour) * 60 + 60 - local.minute - 120))
                continue
            }
            let isDue = hours.contains(local.hour)
            if isDue, minutes.contains(local.minute) { times.append(time) }
            next += isDue ? 1 : Int64(60 - local.minute)
        }
        return times
    }

    private func isDue(on time: CivilTime) -> Bool {
        months.contains(time.month) && days.contains(time.day) && weekdays.contains((time.weekday + 1) % 7)
    }
}
