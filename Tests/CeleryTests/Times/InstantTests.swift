import Celery
import TestSupport
import Testing

struct InstantTests {
    @Test(arguments: [
        ("2026-11-22T08:00:00.123456+00:00", "2026-11-22T08:00:00.123456Z"),
        ("2026-11-22T08:00:00", "2026-11-22T08:00:00.000000Z"),
        ("2026-11-22 09:00+01:00", "2026-11-22T08:00:00.000000Z"),
        ("2026-11-22T04:30:00.5-0330", "2026-11-22T08:00:00.500000Z"),
        ("2024-02-29", "2024-02-29T00:00:00.000000Z"),
        ("1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z"),
    ])
    func readsWhatPythonWrites(text: String, expected: String) {
        #expect(Instant(iso8601: text)?.iso8601 == expected)
    }

    @Test(arguments: [
        "", "now", "2026", "2026-13-01", "2025-02-29", "2026-11-22T25:00", "2026-11-22T08", "2026-11-22T08:00:00x",
        "2026-11-22T08:00:00+99:00", "2026-11-22T08:00:00.", "２０２６-11-22",
    ])
    func refusesWhatIsNoTime(text: String) {
        #expect(Instant(iso8601: text) == nil)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func writesWhatItReads(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let instant = Instant(
            microseconds: .random(in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &random))
        #expect(Instant(iso8601: instant.iso8601) == instant)
        let offset = Int.random(in: -50_400...50_400, using: &random)
        #expect(CivilTime(instant, offset: offset).instant(offset: offset) == instant)
    }

    @Test(arguments: [
        (1e300, Int64.max), (-1e300, .min), (9.3e12, .max), (.infinity, .max), (-9.3e12, .min), (.nan, 7),
    ])
    func staysAmongTheTimesThatThereAre(seconds: Double, expected: Int64) {
        let instant = Instant(microseconds: 7) + seconds
        #expect(instant.microseconds == expected)
        #expect(instant.since(Instant(microseconds: 7)).isFinite && instant.since(.init(microseconds: -7)).isFinite)
    }

    @Test(arguments: [Double.nan, .infinity, 1e300, -1e300])
    func takesNoTimeFromWhatIsNone(seconds: Double) {
        #expect(Instant(seconds: seconds) == nil)
    }

    @Test func knowsTheDayOfTheWeek() {
        #expect(Instant(iso8601: "2026-11-22").map { CivilTime($0).weekday } == 6)
        #expect(Instant(iso8601: "1969-12-29").map { CivilTime($0).weekday } == 0)
    }
}
