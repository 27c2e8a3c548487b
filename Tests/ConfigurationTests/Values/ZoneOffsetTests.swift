import Celery
import Testing

@testable import Configuration

struct ZoneOffsetTests {
    private func offsets(_ zone: String, _ since: String, _ until: String) throws -> [String] {
        let span = TimeSpan(
            since: try #require(Instant(iso8601: since)), until: try #require(Instant(iso8601: until)))
        return try ZoneName(parsing: zone).offsets(during: span).map { "\($0.from.iso8601) \($0.abbreviation)" }
    }

    @Test func findsBothChangesOfAYear() throws {
        #expect(
            try offsets("Europe/Berlin", "2026-01-01", "2027-01-01") == [
                "2026-01-01T00:00:00.000000Z UTC+1", "2026-03-29T01:00:00.000000Z UTC+2",
                "2026-10-25T01:00:00.000000Z UTC+1",
            ])
    }

    @Test func findsAChangeThatIsNoSummerTime() throws {
        #expect(
            try offsets("Asia/Pyongyang", "2018-05-01T12:34:56", "2018-05-10") == [
                "2018-05-01T12:34:56.000000Z UTC+8:30", "2018-05-04T15:00:00.000000Z UTC+9",
            ])
    }

    @Test func knowsOneOffsetOfUTC() throws {
        #expect(try offsets("UTC", "2020-01-01", "2026-01-01") == ["2020-01-01T00:00:00.000000Z UTC"])
    }

    @Test func bearsASpanOfNoLength() throws {
        #expect(
            try offsets("America/St_Johns", "2026-01-01", "2026-01-01") == ["2026-01-01T00:00:00.000000Z UTC-3:30"])
    }
}
