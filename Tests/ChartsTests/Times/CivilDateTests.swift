import Testing

@testable import Charts

struct CivilDateTests {
    @Test(arguments: [
        (0, 1970, 1, 1), (-1, 1969, 12, 31), (59, 1970, 3, 1), (11_016, 2000, 2, 29), (20_779, 2026, 11, 22),
        (-719_468, 0, 3, 1), (-25_509, 1900, 2, 28), (47_541, 2100, 3, 1),
    ])
    func knowsTheDate(days: Int, year: Int, month: Int, day: Int) {
        #expect(CivilDate(daysSince1970: days) == CivilDate(year: year, month: month, day: day))
        #expect(CivilDate(year: year, month: month, day: day).daysSince1970 == days)
    }

    @Test func countsForwardThroughEightCenturies() {
        var before = CivilDate(daysSince1970: -146_098)
        for days in -146_097...146_097 {
            let date = CivilDate(daysSince1970: days)
            let isNext = date.day == before.day + 1 || (date.day == 1 && (28...31).contains(before.day))
            guard isNext, date.daysSince1970 == days else {
                Issue.record("day \(days) is \(date) after \(before)")
                return
            }
            before = date
        }
    }

    @Test func knowsLeapYears() {
        for (year, days) in [(1900, 365), (2000, 366), (2024, 366), (2026, 365), (2100, 365), (-4, 366)] {
            let first = CivilDate(year: year, month: 1, day: 1).daysSince1970
            #expect(CivilDate(year: year + 1, month: 1, day: 1).daysSince1970 - first == days)
        }
    }
}
