/// When a periodic task is to be sent.
package enum PeriodicSchedule: Sendable, Hashable {
    /// Every so many seconds, from when it was sent last.
    case every(Double)
    /// By the clock and the calendar.
    case crontab(Crontab)
    /// In a way that isn't read: by the sun, or by a program.
    case other

    /// Reads what Celery's `conf` shows of a schedule: a number of seconds, the `repr` of a schedule, or the text of a
    /// `timedelta`.
    package init(_ text: String) {
        if let seconds = Double(text) ?? Self.seconds(ofDelta: text) ?? Self.seconds(ofFrequency: text) {
            // What comes once in a lifetime is as good as never, and its next time is beyond every calendar.
            self = seconds > 0 && seconds <= Self.longest ? .every(seconds) : .other
        } else {
            self = Self.crontab(text).map { .crontab($0) } ?? .other
        }
    }

    /// `<crontab: 0 4 * * 1-5 (m/h/dM/MY/d)>`; earlier versions have the day of the week in the third place, and say so.
    private static func crontab(_ text: String) -> Crontab? {
        guard text.hasPrefix("<crontab: "), text.hasSuffix(")>"), let open = text.lastIndex(of: "(") else { return nil }
        let fields = text[..<open].dropFirst("<crontab: ".count).split(separator: " ").map(String.init)
        let names = text[text.index(after: open)...].dropLast(2).split(separator: "/").map(String.init)
        guard fields.count == 5, names.count == 5 else { return nil }
        let byName = Dictionary(zip(names, fields)) { first, _ in first }
        guard let minute = byName["m"], let hour = byName["h"], let weekday = byName["d"], let day = byName["dM"],
            let month = byName["MY"]
        else { return nil }
        return Crontab(minute: minute, hour: hour, day: day, month: month, weekday: weekday)
    }

    private static let longest = 100 * 366.0 * 86_400

    private static let units = ["second": 1.0, "minute": 60, "hour": 3_600, "day": 86_400]

    /// `<freq: 1.50 minutes>`.
    private static func seconds(ofFrequency text: String) -> Double? {
        guard text.hasPrefix("<freq: "), text.hasSuffix(">") else { return nil }
        let parts = text.dropFirst("<freq: ".count).dropLast().split(separator: " ")
        guard parts.count == 2, let number = Double(parts[0]) else { return nil }
        let name = parts[1].hasSuffix("s") ? parts[1].dropLast() : parts[1]
        return units[String(name)].map { $0 * number }
    }

    /// `0:00:30`, `1 day, 0:00:00`, `2 days, 3:04:05.500000`.
    private static func seconds(ofDelta text: String) -> Double? {
        let parts = text.split(separator: ",").map { $0.drop { $0 == " " } }
        guard let clock = parts.last?.split(separator: ":"), clock.count == 3, parts.count <= 2 else { return nil }
        var sum = 0.0
        if parts.count == 2 {
            let words = parts[0].split(separator: " ")
            guard words.count == 2, words[1].hasPrefix("day"), let days = Double(words[0]) else { return nil }
            sum = days * 86_400
        }
        for (piece, unit) in zip(clock, [3_600.0, 60, 1]) {
            guard let number = Double(piece) else { return nil }
            sum += number * unit
        }
        return sum
    }
}
