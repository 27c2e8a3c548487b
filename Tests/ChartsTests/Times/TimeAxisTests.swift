import Testing

@testable import Charts

struct TimeAxisTests {
    /// From a second to ten years, in seconds.
    static let lengths: [Int64] = [
        1, 2, 7, 30, 60, 100, 600, 3_600, 4 * 3_600, 10 * 3_600, 86_400, 100_000, 3 * 86_400, 7 * 86_400, 30 * 86_400,
        90 * 86_400, 366 * 86_400, 3 * 365 * 86_400, 3_652 * 86_400,
    ]
    /// Both changes of 2026 in Berlin and in St. John's, a new year, and a day like any other.
    static let middles: [Int64] = [
        1_774_746_000, 1_792_890_000, 1_772_947_800, 1_793_507_400, 1_798_761_600, 1_795_334_423,
    ]

    private func axis(_ span: TimeSpan, _ zone: ZoneRules, width: Double, fontSize: Double = 11) -> TimeAxis {
        TimeAxis(
            span: span, zone: zone, from: 40, to: width - 8, within: 0...width, metrics: TextMetrics(fontSize: fontSize)
        )
    }

    private func span(_ middle: Int64, _ length: Int64) -> TimeSpan {
        TimeSpan(since: middle * 1_000_000 - length * 500_000, until: middle * 1_000_000 + length * 500_000)
    }

    @Test(arguments: lengths, SampleZones.all)
    func neverOverlapsLabelsAtAnyWidth(length: Int64, zone: ZoneRules) {
        for middle in Self.middles {
            for width in stride(from: 320.0, through: 1_600, by: 20) {
                let ticks = axis(span(middle, length), zone, width: width).ticks
                expectApart(ticks.map(\.label), width: width)
                expectApart(ticks.compactMap(\.larger), width: width)
                #expect(ticks.count >= 2, "\(length) s, \(width) px, \(zone.offsets[0].abbreviation)")
                #expect(ticks.allSatisfy { (40...width - 8).contains($0.x) })
            }
        }
    }

    @Test(arguments: lengths, SampleZones.all)
    func stepsByTheLocalClock(length: Int64, zone: ZoneRules) throws {
        for middle in Self.middles {
            let times = axis(span(middle, length), zone, width: 800).ticks.map(\.time)
            let walls = times.map { zone.wallClock(at: $0) }
            let distances = zip(walls, walls.dropFirst()).map { $1 - $0 }
            let (least, most) = (try #require(distances.min()), try #require(distances.max()))
            // An hour that comes twice or not at all is the one exception on the wall; months and years differ in
            // length.
            let isEven = most - least <= 3_600_000_000 || (least >= 28 * 86_400_000_000 && most <= least / 28 * 31)
            #expect(isEven, "\(length) s: \(distances)")
        }
    }

    private func expectApart(
        _ texts: [TimeAxis.PlacedText], width: Double, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let metrics = TextMetrics(fontSize: 11)
        let edges = texts.map { text in
            let half = metrics.width(of: text.text) / 2
            return (left: text.x - half, right: text.x + half)
        }
        #expect(edges.allSatisfy { $0.left >= -1e-9 && $0.right <= width + 1e-9 }, sourceLocation: sourceLocation)
        for (one, next) in zip(edges, edges.dropFirst()) {
            #expect(one.right < next.left, "\(texts.map(\.text)) at \(width)", sourceLocation: sourceLocation)
        }
    }

    @Test(
        arguments: [
            (60, ["08:00:00", "08:00:15", "08:00:30", "08:00:45", "08:01:00"]),
            (3_600, ["08:00", "08:15", "08:30", "08:45", "09:00"]),
            (14_400, ["08:00", "09:00", "10:00", "11:00", "12:00"]),
            (86_400, ["12:00", "18:00", "00:00", "06:00"]), (604_800, ["23", "24", "25", "26", "27", "28", "29"]),
            (31_536_000, ["Jan", "Apr", "Jul", "Oct"]),
        ] as [(Int64, [String])])
    func choosesStepsOfTheCalendar(length: Int64, labels: [String]) {
        let start = SampleZones.utc(2026, 11, 22, 8)
        let span = TimeSpan(since: start, until: start + length * 1_000_000)
        #expect(axis(span, .utc, width: 500).ticks.map(\.label.text) == labels)
    }

    @Test func namesTheZonesInForce() {
        #expect(axis(span(1_792_890_000, 86_400), SampleZones.berlin, width: 400).zoneText == "CEST, CET")
        #expect(axis(span(1_792_890_000, 86_400), SampleZones.kolkata, width: 400).zoneText == "IST")
    }

    @Test(arguments: [Int64(0), 1, 999, 400 * 31_556_952_000_000, .max])
    func survivesTheShortestAndTheLongestSpans(length: Int64) {
        let span = TimeSpan(since: 0, until: length)
        for width in [1.0, 50, 320, 1_600] {
            let ticks = axis(span, SampleZones.berlin, width: width, fontSize: 30).ticks
            #expect(ticks.count < 200)
            for (one, next) in zip(ticks, ticks.dropFirst()) { #expect(one.time < next.time) }
        }
    }
}
