import Testing

@testable import Charts

struct TimeLabelsTests {
    private func labels(_ step: TimeStep, _ since: Int64, hours: Int64, _ zone: ZoneRules = .utc) -> [String] {
        let span = TimeSpan(since: since, until: since + hours * 3_600_000_000)
        return TimeLabels(step: step, zone: zone).labels(of: step.instants(in: span, zone: zone)).map { label in
            label.larger.map { "\(label.small)|\($0)" } ?? label.small
        }
    }

    @Test func namesTheDayFirstAndWhenItChanges() {
        let labels = labels(.clock(6 * 3_600_000_000), SampleZones.utc(2026, 12, 31, 12), hours: 24)
        #expect(labels == ["12:00|31 Dec 2026", "18:00", "00:00|1 Jan 2027", "06:00", "12:00"])
        let next = self.labels(.clock(12 * 3_600_000_000), SampleZones.utc(2026, 11, 22), hours: 24)
        #expect(next == ["00:00|22 Nov 2026", "12:00", "00:00|23 Nov"])
    }

    @Test func namesTheZoneWhenItChanges() {
        let autumn = labels(.clock(3_600_000_000), SampleZones.utc(2026, 10, 24, 23), hours: 3, SampleZones.berlin)
        #expect(autumn == ["01:00|25 Oct 2026", "02:00", "02:00|CET", "03:00"])
        let spring = labels(
            .clock(3 * 3_600_000_000), SampleZones.utc(2026, 3, 8, 3, 30), hours: 6, SampleZones.stJohns)
        #expect(spring == ["00:00|8 Mar 2026", "03:00|NDT", "06:00"])
    }

    @Test func writesSecondsAndLess() {
        let start = SampleZones.utc(2026, 11, 22, 8)
        let seconds = TimeLabels(step: .clock(5_000_000), zone: .utc).labels(of: [start, start + 5_000_000])
        #expect(seconds.map(\.small) == ["08:00:00", "08:00:05"])
        let less = TimeLabels(step: .clock(50_000), zone: .utc).labels(of: [start + 50_000])
        #expect(less.map(\.small) == ["08:00:00.050"])
    }

    @Test func climbsFromDaysToYears() {
        let start = SampleZones.utc(2026, 12, 30)
        #expect(labels(.days(1), start, hours: 72) == ["30|Dec 2026", "31", "1|Jan 2027", "2"])
        #expect(labels(.weeks, start, hours: 24 * 14) == ["4 Jan|2027", "11 Jan"])
        #expect(labels(.months(1), start, hours: 24 * 40) == ["Jan|2027", "Feb"])
        #expect(labels(.years(1), start, hours: 24 * 400) == ["2027", "2028"])
        #expect(labels(.days(1), SampleZones.utc(2026, 11, 29), hours: 48) == ["29|Nov 2026", "30", "1|Dec"])
    }
}
