import Celery
import TestSupport
import Testing

@testable import Report

struct WeekMapTests {
    /// Sunday, 2026-11-22, 08:00 UTC.
    private let end = Snapshot.hour().capturedAt

    private func map(_ hours: [HourCount], zone: Zone = .utc) -> WeekMap? {
        var hour = Snapshot.hour()
        hour.hours = hours.sorted { $0.time < $1.time }
        return WeekMap(Report(hour, zone: zone))
    }

    /// An hour so many hours before the end.
    private func hour(_ ago: Double, _ succeeded: Int, failed: Int = 0, watched: Double = 3_600) -> HourCount {
        HourCount(time: end - ago * 3_600, succeeded: succeeded, failed: failed, watched: watched)
    }

    @Test func sumsEachHourOfTheWeekByWatchedTime() throws {
        let week = try #require(map([hour(1, 90, failed: 10), hour(1 + 168, 25, watched: 1_800), hour(2, 0)]))
        #expect(week.rows.count == 24 && week.rows[7].hour == "07:00")
        // 125 in an hour and a half, of which 10 failed; seven days, Monday first.
        #expect(week.rows[7].ended.map(\.figure.text) == Array(repeating: "—", count: 6) + ["83"])
        #expect(week.rows[7].failed[6].figure.text == "8 %" && week.rows[7].ended[6].level == 4)
        #expect(week.rows[6].ended[6].figure.text == "0" && week.rows[6].failed[6].figure.text == "—")
        #expect(week.rows[6].ended[6].level == 0 && week.rows[5].ended[6].level == 0)
        #expect(week.span.hasPrefix("3 watched hours from 15 Nov 2026 to 22 Nov 2026"), "\(week.span)")
    }

    @Test func goesByTheClockOfTheReport() throws {
        let zone = Zone(name: "X", changes: [.init(from: .distantPast, seconds: 20 * 3_600, abbreviation: "X")])
        let week = try #require(map([hour(1, 5), hour(40, 1)], zone: zone))
        #expect(week.rows[3].ended[0].figure.text == "5")
    }

    @Test func comparesTheLastHourWithTheSameOfTheWeeksBefore() throws {
        let week = 168.0
        let all = [hour(1, 99, failed: 1)] + (1...4).map { hour(1 + Double($0) * week, $0 * 10) }
        #expect(
            map(all)?.comparison
                == "22 Nov 2026, 07:00–08:00 UTC: 100 ended in a watched hour, 1 % failed. At the same hour of the four "
                + "weeks before: 10 to 40, 0 % failed.")
        let some = try #require(map(Array(all.prefix(3)))?.comparison)
        #expect(some.hasSuffix("At the same hour of 2 of the four weeks before: 10 to 20, 0 % failed."), "\(some)")
        let none = try #require(map([all[0], hour(40, 1)])?.comparison)
        #expect(none.hasSuffix("Nobody watched the same hour of the four weeks before."), "\(none)")
        #expect(map(Array(all.dropFirst()))?.comparison == nil)
    }

    /// When clocks were put back, the same hour by the wall is another one by UTC.
    @Test func comparesByTheClockOnTheWall() throws {
        let change = end - 10 * 86_400
        let zone = Zone(
            name: "Z",
            changes: [
                .init(from: .distantPast, seconds: 7_200, abbreviation: "S"),
                .init(from: change, seconds: 3_600, abbreviation: "W"),
            ])
        let text = try #require(
            map([hour(1, 50), hour(1 + 2 * 168 + 1, 7), hour(1 + 2 * 168, 9)], zone: zone)?.comparison)
        #expect(text.contains("1 of the four weeks before: 7,"), "\(text)")
    }

    @Test func tellsNothingOfLessThanADayNorOfWhatNobodyWatched() {
        #expect(map([]) == nil && map([hour(1, 5), hour(20, 5)]) == nil)
        #expect(map([hour(1, 5, watched: 0), hour(40, 5, watched: 0)]) == nil)
        #expect(map([hour(1, 5, watched: 30), hour(40, 5)])?.comparison == nil)
    }
}
