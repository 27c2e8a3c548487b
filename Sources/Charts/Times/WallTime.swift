/// An instant taken apart by the calendar and the clock on the wall.
struct WallTime: Equatable, Sendable {
    /// The day.
    let date: CivilDate
    /// Since midnight on the wall.
    let microseconds: Int
    /// The offset in force.
    let offset: ZoneRules.Offset

    /// Reads an instant in a zone.
    init(_ instant: Int64, zone: ZoneRules) {
        offset = zone.offset(at: instant)
        let wall = instant + Int64(offset.seconds) * 1_000_000
        let day = floorDivide(wall, 86_400_000_000)
        date = CivilDate(daysSince1970: Int(day))
        microseconds = Int(wall - day * 86_400_000_000)
    }

    /// `08:05`.
    var minutesText: String {
        padded(microseconds / 3_600_000_000, to: 2) + ":" + padded(microseconds / 60_000_000 % 60, to: 2)
    }

    /// `08:05:09`.
    var secondsText: String { minutesText + ":" + padded(microseconds / 1_000_000 % 60, to: 2) }

    /// `22 Nov 2026`.
    var dateText: String { "\(date.day) \(date.monthName) \(date.year)" }
}

/// A number of at least 0 with leading zeros.
func padded(_ number: Int, to width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}
