import Celery
import Testing

@testable import Report

struct NotationTests {
    private static func instant(_ text: String) throws -> Instant { try #require(Instant(iso8601: text)) }

    private static func berlin() throws -> Zone {
        Zone(
            name: "Europe/Berlin",
            changes: [
                Zone.Change(from: .distantPast, seconds: 3_600, abbreviation: "CET"),
                Zone.Change(from: try instant("2026-03-29T01:00:00Z"), seconds: 7_200, abbreviation: "CEST"),
                Zone.Change(from: try instant("2026-10-25T01:00:00Z"), seconds: 3_600, abbreviation: "CET"),
            ])
    }

    private static func notation(captured: String = "2026-10-25T12:00:00Z") throws -> Notation {
        Notation(zone: try berlin(), captured: try instant(captured))
    }

    @Test(arguments: [
        ("2026-10-25T00:59:59Z", "2026-10-25 02:59:59 CEST"), ("2026-10-25T01:00:00Z", "2026-10-25 02:00:00 CET"),
        ("2026-03-29T00:59:59.999999Z", "2026-03-29 01:59:59 CET"),
        ("2026-03-29T01:00:00Z", "2026-03-29 03:00:00 CEST"),
    ])
    func changesTheOffsetAtItsInstant(utc: String, text: String) throws {
        #expect(try Self.notation().full(try Self.instant(utc)) == text)
    }

    @Test(arguments: [
        ("2026-10-25T11:00:00Z", "12:00:00"), ("2026-10-25T00:30:00Z", "02:30:00 CEST"),
        ("2026-10-24T10:00:00Z", "24 Oct 12:00:00 CEST"), ("2025-12-31T22:59:59Z", "31 Dec 2025 23:59:59"),
    ])
    func leavesOutOnlyWhatTheCaptureSays(utc: String, text: String) throws {
        #expect(try Self.notation().short(try Self.instant(utc)) == text)
    }

    @Test(arguments: [
        ("2026-11-22T06:00:00Z", "2026-11-22T08:00:00Z", "22 Nov 2026, 07:00–09:00 CET"),
        ("2026-12-31T22:00:00Z", "2026-12-31T23:30:00Z", "31 Dec 2026, 23:00 – 1 Jan 2027, 00:30 CET"),
        ("2026-10-25T00:40:00Z", "2026-10-25T01:40:00Z", "25 Oct 2026, 02:40 CEST – 02:40 CET"),
    ])
    func namesTheZoneAtBothEndsWhereItChanged(since: String, until: String, text: String) throws {
        #expect(try Self.notation().stretch(from: Self.instant(since), to: Self.instant(until)) == text)
    }

    @Test func tellsTheDayOfAClockTimeOnlyWhenItIsAnother() throws {
        let notation = try Self.notation()
        #expect(notation.clock(try Self.instant("2026-10-25T06:41:07Z")) == "07:41")
        #expect(notation.clock(try Self.instant("2026-10-23T06:41:07Z"), withSeconds: true) == "23 Oct 08:41:07")
    }

    @Test func givesMachinesTheTimeInUTC() throws {
        let moment = try #require(try Self.notation().timestamp(try Self.instant("2026-10-25T00:30:00.000001Z")))
        #expect(moment.iso == "2026-10-25T00:30:00.000Z")
    }
}
