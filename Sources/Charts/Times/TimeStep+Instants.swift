extension TimeStep {
    /// The instants of this step in a span, its ends included, in order.
    func instants(in span: TimeSpan, zone: ZoneRules) -> [Int64] {
        switch self {
        case .clock(let step):
            clockInstants(every: step, in: span, zone: zone)
        case .days(let count):
            dates(in: span, zone: zone) {
                floorDivide($0, count)
            } start: {
                $0 * count
            }
        case .weeks:
            // 1 January 1970 was a Thursday; the Monday before it is day −3.
            dates(in: span, zone: zone) {
                floorDivide($0 + 3, 7)
            } start: {
                $0 * 7 - 3
            }
        case .months(let count):
            dates(in: span, zone: zone) { day in
                let date = CivilDate(daysSince1970: day)
                return floorDivide(date.year * 12 + date.month - 1, count)
            } start: { index in
                let year = floorDivide(index * count, 12)
                return CivilDate(year: year, month: index * count - year * 12 + 1, day: 1).daysSince1970
            }
        case .years(let count):
            dates(in: span, zone: zone) {
                floorDivide(CivilDate(daysSince1970: $0).year, count)
            } start: { index in
                CivilDate(year: index * count, month: 1, day: 1).daysSince1970
            }
        }
    }

    /// Every whole step of the clock on the wall. An hour that comes twice is there twice, one that is skipped is not
    /// there.
    private func clockInstants(every step: Int64, in span: TimeSpan, zone: ZoneRules) -> [Int64] {
        var result: [Int64] = []
        for (part, offset) in zone.segments(of: span) {
            let shift = Int64(offset.seconds) * 1_000_000
            var instant = -floorDivide(-(part.since + shift), step) * step - shift
            while instant <= part.until {
                // After a change of offset the clock may come to the same mark again at once: once is enough.
                if instant - (result.last ?? .min / 2) > step / 2 { result.append(instant) }
                instant += step
            }
        }
        return result
    }

    /// The beginnings of calendar periods; `index` numbers the period of a day, `start` gives a period's first day.
    private func dates(
        in span: TimeSpan, zone: ZoneRules, index: (Int) -> Int, start: (Int) -> Int
    ) -> [Int64] {
        let day: Int64 = 86_400_000_000
        var period = index(Int(floorDivide(zone.wallClock(at: span.since), day)))
        var result: [Int64] = []
        while true {
            let instant = zone.instant(ofWallClock: Int64(start(period)) * day)
            if instant > span.until { return result }
            if instant >= span.since { result.append(instant) }
            period += 1
        }
    }
}
