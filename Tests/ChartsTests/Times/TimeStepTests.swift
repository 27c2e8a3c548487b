import Testing

@testable import Charts

struct TimeStepTests {
    private func clocks(_ step: TimeStep, _ span: TimeSpan, _ zone: ZoneRules) -> [String] {
        step.instants(in: span, zone: zone).map { WallTime($0, zone: zone).minutesText }
    }

    @Test func goesThroughAnHourThatComesTwice() {
        let span = TimeSpan(since: SampleZones.utc(2026, 10, 24, 23), until: SampleZones.utc(2026, 10, 25, 3))
        let hours = clocks(.clock(3_600_000_000), span, SampleZones.berlin)
        #expect(hours == ["01:00", "02:00", "02:00", "03:00", "04:00"])
        let halves = clocks(.clock(1_800_000_000), span, SampleZones.berlin)
        #expect(halves == ["01:00", "01:30", "02:00", "02:30", "02:00", "02:30", "03:00", "03:30", "04:00"])
    }

    @Test func leavesOutAnHourThatIsSkipped() {
        let span = TimeSpan(since: SampleZones.utc(2026, 3, 29), until: SampleZones.utc(2026, 3, 29, 3))
        #expect(clocks(.clock(3_600_000_000), span, SampleZones.berlin) == ["01:00", "03:00", "04:00", "05:00"])
    }

    @Test func keepsToTheClockOnDaysOf23And25Hours() {
        for day in [SampleZones.utc(2026, 3, 7, 12), SampleZones.utc(2026, 10, 31, 12)] {
            let span = TimeSpan(since: day, until: day + 48 * 3_600_000_000)
            let clocks = Set(clocks(.clock(6 * 3_600_000_000), span, SampleZones.stJohns))
            #expect(clocks == ["00:00", "06:00", "12:00", "18:00"])
        }
    }

    @Test(
        arguments: SampleZones.all, [TimeStep.days(1), .days(2), .weeks, .months(1), .months(3), .years(1), .years(2)])
    func beginsCalendarPeriodsAtLocalMidnight(zone: ZoneRules, step: TimeStep) {
        let span = TimeSpan(since: SampleZones.utc(2025, 2, 3, 4), until: SampleZones.utc(2031, 6, 7, 8))
        let moments = step.instants(in: span, zone: zone).map { WallTime($0, zone: zone) }
        #expect(moments.count >= 3)
        #expect(moments.allSatisfy { $0.microseconds == 0 })
        let days = moments.map(\.date.daysSince1970)
        for (day, next) in zip(days, days.dropFirst()) {
            switch step {
            case .days(let count): #expect(next - day == count)
            case .weeks: #expect(next - day == 7 && (day + 3) % 7 == 0)
            case .months(let count):
                #expect(CivilDate(daysSince1970: next).day == 1 && (28...31 * count).contains(next - day))
            case .years: #expect(CivilDate(daysSince1970: next).month == 1 && CivilDate(daysSince1970: next).day == 1)
            case .clock: Issue.record("no calendar step")
            }
        }
    }

    @Test func beginsADayWithoutMidnightAtItsFirstInstant() {
        // In Beirut the clock goes from 00:00 to 01:00.
        let change = SampleZones.utc(2026, 3, 28, 22)
        let beirut = ZoneRules(offsets: [
            .init(from: 0, seconds: 7_200, abbreviation: "EET"),
            .init(from: change, seconds: 10_800, abbreviation: "EEST"),
        ])
        let span = TimeSpan(since: change - 1_000_000, until: change + 1_000_000)
        #expect(TimeStep.days(1).instants(in: span, zone: beirut) == [change])
    }

    @Test(arguments: SampleZones.all)
    func staysInsideTheSpanInOrder(zone: ZoneRules) {
        let span = TimeSpan(
            since: SampleZones.utc(2026, 3, 1) + 12_345, until: SampleZones.utc(2026, 3, 1) + 123_456_789)
        for step in TimeStep.ladder.dropFirst(6).prefix(10) {
            let instants = step.instants(in: span, zone: zone)
            #expect(instants.allSatisfy(span.contains))
            for (one, next) in zip(instants, instants.dropFirst()) { #expect(next - one == step.duration) }
        }
    }

    @Test func choosesTheStepNearestByRatio() {
        let hour = 3_600_000_000.0
        #expect(TimeStep.ladder[TimeStep.indexNearest(to: hour * 1.7)] == .clock(3_600_000_000))
        #expect(TimeStep.ladder[TimeStep.indexNearest(to: hour * 1.8)] == .clock(3 * 3_600_000_000))
        #expect(TimeStep.indexNearest(to: 0) == 0)
        #expect(TimeStep.indexNearest(to: 1e30) == TimeStep.ladder.count - 1)
    }
}
