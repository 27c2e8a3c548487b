@testable import Charts

/// Zones whose changes of offset are computed from the rules in force since 2007, for 2016 to 2036.
enum SampleZones {
    /// Whole hours, and a change at 01:00 UTC on the last Sundays of March and October.
    static let berlin = zone(standard: 3_600, names: ("CET", "CEST"), spring: (3, -1), autumn: (10, -1)) { _ in 3_600 }
    /// Half an hour off, and changes at 02:00 by the clock on the second Sunday of March and the first of November.
    static let stJohns = zone(standard: -12_600, names: ("NST", "NDT"), spring: (3, 2), autumn: (11, 1)) { 7_200 - $0 }
    /// Half an hour off, without changes.
    static let kolkata = ZoneRules(offsets: [.init(from: 0, seconds: 19_800, abbreviation: "IST")])

    /// All three.
    static let all = [berlin, kolkata, stJohns]

    /// Microseconds since 1970 of a date and time in UTC.
    static func utc(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0)
        -> Int64
    {
        let days = CivilDate(year: year, month: month, day: day).daysSince1970
        return Int64(days * 86_400 + hour * 3_600 + minute * 60 + second) * 1_000_000
    }

    private static func zone(
        standard: Int, names: (String, String), spring: (month: Int, week: Int), autumn: (month: Int, week: Int),
        secondOfDay: (_ offset: Int) -> Int
    ) -> ZoneRules {
        let changes = (2016...2036).flatMap { year -> [ZoneRules.Offset] in
            let (begin, end) = (sunday(year, spring.month, spring.week), sunday(year, autumn.month, autumn.week))
            let instants = (begin * 86_400 + secondOfDay(standard), end * 86_400 + secondOfDay(standard + 3_600))
            return [
                .init(from: Int64(instants.0) * 1_000_000, seconds: standard + 3_600, abbreviation: names.1),
                .init(from: Int64(instants.1) * 1_000_000, seconds: standard, abbreviation: names.0),
            ]
        }
        return ZoneRules(offsets: [.init(from: .min, seconds: standard, abbreviation: names.0)] + changes)
    }

    /// The day of the n-th Sunday of a month, or of the last for −1.
    private static func sunday(_ year: Int, _ month: Int, _ week: Int) -> Int {
        let first = CivilDate(year: year, month: month, day: 1).daysSince1970
        let firstSunday = first + (10 - first % 7) % 7
        if week > 0 { return firstSunday + (week - 1) * 7 }
        return firstSunday + (CivilDate(daysSince1970: firstSunday + 28).month == month ? 28 : 21)
    }
}
