import Testing

@testable import Charts

struct ZoneRulesTests {
    @Test func changesWhenTheZoneDatabaseSays() {
        // From the zone database, 2026 and 2027.
        let changes: [(ZoneRules, Int64, Int)] = [
            (SampleZones.berlin, 1_774_746_000, 7_200), (SampleZones.berlin, 1_792_890_000, 3_600),
            (SampleZones.berlin, 1_806_195_600, 7_200), (SampleZones.stJohns, 1_772_947_800, -9_000),
            (SampleZones.stJohns, 1_793_507_400, -12_600), (SampleZones.stJohns, 1_825_561_800, -12_600),
        ]
        for (zone, seconds, offset) in changes {
            #expect(zone.offset(at: seconds * 1_000_000).seconds == offset)
            #expect(zone.offset(at: seconds * 1_000_000 - 1).seconds != offset)
        }
    }

    @Test func findsTheInstantOfAWallClock() {
        let berlin = SampleZones.berlin
        // 02:30 does not exist on 29 March 2026, and comes twice on 25 October: the first one counts.
        #expect(berlin.instant(ofWallClock: SampleZones.utc(2026, 3, 29, 2, 30)) == SampleZones.utc(2026, 3, 29, 1))
        #expect(
            berlin.instant(ofWallClock: SampleZones.utc(2026, 10, 25, 2, 30)) == SampleZones.utc(2026, 10, 25, 0, 30))
        #expect(berlin.instant(ofWallClock: SampleZones.utc(2026, 7, 1)) == SampleZones.utc(2026, 6, 30, 22))
    }

    @Test(arguments: SampleZones.all)
    func findsEveryInstantAgain(zone: ZoneRules) {
        for hour in stride(from: Int64(0), to: 24 * 400, by: 1) {
            let instant = SampleZones.utc(2026, 1, 1) + hour * 3_600_000_000
            let again = zone.instant(ofWallClock: zone.wallClock(at: instant))
            #expect(again == instant || again == instant - 3_600_000_000)
        }
    }

    @Test func isUTCWithoutOffsets() {
        #expect(ZoneRules(offsets: []) == .utc)
        #expect(ZoneRules.utc.offset(at: .min).abbreviation == "UTC")
        #expect(ZoneRules.utc.offset(at: .max).seconds == 0)
    }

    @Test func cutsASpanWhereOffsetsChange() {
        let span = TimeSpan(since: SampleZones.utc(2026, 1, 1), until: SampleZones.utc(2027, 1, 1))
        let segments = SampleZones.stJohns.segments(of: span)
        #expect(segments.map(\.offset.abbreviation) == ["NST", "NDT", "NST"])
        #expect(segments.first?.span.since == span.since && segments.last?.span.until == span.until)
        for (one, next) in zip(segments, segments.dropFirst()) { #expect(one.span.until + 1 == next.span.since) }
    }
}
