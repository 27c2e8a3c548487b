import Celery
import Testing

/// When periodic tasks are due, as Celery writes it.
struct PeriodicScheduleTests {
    @Test(
        arguments: [
            ("30", 30.0), ("30.5", 30.5), ("<freq: 30.00 seconds>", 30), ("<freq: 1.00 minute>", 60),
            ("<freq: 1.50 hours>", 5_400), ("<freq: 2.00 days>", 172_800), ("0:00:30", 30), ("1 day, 0:00:00", 86_400),
            ("2 days, 3:04:05.500000", 183_845.5),
        ])
    func readsIntervals(text: String, seconds: Double) {
        #expect(PeriodicSchedule(text) == .every(seconds))
    }

    @Test(
        arguments: [
            "", "0", "-5", "nan", "<solar: sunset at latitude 1, longitude: 2>", "<freq: x seconds>",
            "<crontab: * * * * *>",
            "<crontab: 61 * * * * (m/h/dM/MY/d)>", "<crontab: * * * * moonday (m/h/dM/MY/d)>", "1:2", "day, 0:00:00",
            "<crontab: */0 * * * * (m/h/dM/MY/d)>", "<crontab: [1, 2] * * * * (m/h/dM/MY/d)>", "inf",
            "1e300", "999999999 days, 23:59:59.999999", "<freq: 99999999.00 days>", "5000000000",
        ])
    func readsNothingIntoOthers(text: String) { #expect(PeriodicSchedule(text) == .other) }

    /// 2026-11-22, a Sunday, 00:00 UTC.
    private static let midnight = Instant(microseconds: 1_795_305_600_000_000)

    private func times(_ text: String, hours: Double = 24, offset: Int = 0) throws -> [String] {
        guard case .crontab(let crontab) = PeriodicSchedule(text) else {
            Issue.record("\(text) isn't read")
            return []
        }
        return crontab.times(after: Self.midnight - 1, until: Self.midnight + hours * 3_600) { _ in offset }
            .map { String($0.iso8601(digits: 0).dropFirst(8).prefix(8)) }
    }

    @Test(
        arguments: [
            ("<crontab: 0 4 * * * (m/h/dM/MY/d)>", 48.0, ["22T04:00", "23T04:00"]),
            ("<crontab: 30 */12 * * * (m/h/dM/MY/d)>", 24, ["22T00:30", "22T12:30"]),
            ("<crontab: 0 8 * * mon-fri (m/h/dM/MY/d)>", 60, ["23T08:00", "24T08:00"]),
            ("<crontab: 0 8 0 * * (m/h/d/dM/MY)>", 48, ["22T08:00"]),
            ("<crontab: 5,10 0 23 11 * (m/h/dM/MY/d)>", 48, ["23T00:05", "23T00:10"]),
            (
                "<crontab: 58-1 0 * * * (m/h/dM/MY/d)>", 24,
                ["22T00:00", "22T00:01", "22T00:58", "22T00:59", "23T00:00"]
            ),
            ("<crontab: 0 0 1 jan * (m/h/dM/MY/d)>", 48, []),
            ("<crontab: 0 22-2/2 * * * (m/h/dM/MY/d)>", 24, ["22T00:00", "22T02:00", "22T22:00", "23T00:00"]),
        ])
    func readsCrontabs(text: String, hours: Double, expected: [String]) throws {
        #expect(try times(text, hours: hours) == expected)
    }

    @Test func followsTheClocksOfItsZone() throws {
        #expect(try times("<crontab: 0 4 * * * (m/h/dM/MY/d)>", offset: 19_800) == ["22T22:30"])
        // It is due once on the day on which clocks are put forward over it, or not at all, and never runs away.
        guard case .crontab(let crontab) = PeriodicSchedule("<crontab: 30 2 * * * (m/h/dM/MY/d)>") else { return }
        let times = crontab.times(after: Self.midnight, until: Self.midnight + 3 * 86_400) { time in
            time < Self.midnight + 86_400 + 3_600 ? 3_600 : 7_200
        }
        #expect(times.count == 2)
    }

    @Test func findsTheNextOfARareOne() throws {
        guard case .crontab(let crontab) = PeriodicSchedule("<crontab: 0 0 29 2 * (m/h/dM/MY/d)>") else { return }
        let next = crontab.times(
            after: Self.midnight, until: Self.midnight + 500 * 86_400, offset: { _ in 0 }, limit: 1)
        #expect(next.map { $0.iso8601(digits: 0) } == ["2028-02-29T00:00:00Z"])
    }
}
