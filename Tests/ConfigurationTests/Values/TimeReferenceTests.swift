import Celery
import Testing

@testable import Configuration

struct TimeReferenceTests {
    private let now = Instant(microseconds: 1_700_000_000_123_456)

    @Test func reckonsSpansBackFromNow() throws {
        #expect(try TimeReference(parsing: "2h").instant(from: now).microseconds == 1_699_992_800_123_456)
        #expect(try TimeReference(parsing: "0s").instant(from: now) == now)
    }

    @Test(arguments: [
        ("2023-11-14T22:13:20Z", 1_700_000_000_000_000), ("2023-11-14T23:13:20+01:00", 1_700_000_000_000_000),
        ("2023-11-14T22:13:20", 1_700_000_000_000_000), ("2023-11-14T22:13:20.5Z", 1_700_000_000_500_000),
        ("2023-11-14", 1_699_920_000_000_000),
    ])
    func readsTimesAndTakesThemAsUTC(text: String, microseconds: Int64) throws {
        #expect(try TimeReference(parsing: text).instant(from: now).microseconds == microseconds)
    }

    @Test(arguments: ["", "now", "yesterday", "2023", "2023-13-01", "2023-02-30", "2023-11-14T25:00", "1700000000"])
    func refusesWhatIsNoTime(text: String) {
        #expect(throws: CommandError.badValue(text, .notATime)) { try TimeReference(parsing: text) }
    }

    @Test func namesTheMistakeInADuration() {
        #expect(throws: CommandError.badValue("2w", .unknownDurationUnit("w"))) { try TimeReference(parsing: "2w") }
        #expect(throws: CommandError.badValue("-2h", .negativeDuration)) { try TimeReference(parsing: "-2h") }
    }

    @Test(arguments: ["24h", "7d", "2023-11-14T22:13:20.000000Z"])
    func writesWhatItReads(text: String) throws {
        #expect(try TimeReference(parsing: text).description == text)
    }

    @Test func staysInTheCalendarAtItsLongest() throws {
        #expect(try TimeReference(parsing: "36500d").instant(from: now) < now)
    }
}
