import Testing

@testable import Charts

struct TimeChartLimitsTests {
    private let start = SampleZones.utc(2026, 11, 22, 4)
    private var span: TimeSpan { TimeSpan(since: start, until: start + 4 * 3_600_000_000) }
    private static let styles: [ChartStyle] = [.lines, .steps, .stackedAreas, .bars, .band]
    private static let units: [ValueUnit] = [.count, .number, .perMinute, .seconds, .ratio]

    private func series(_ name: String, count: Int, _ value: (Int) -> Double?) -> Series {
        let points = (0..<count).map { TimePoint(start + span.duration / Int64(max(1, count)) * Int64($0), value($0)) }
        return Series(name: name, points: points)
    }

    private func chart(
        _ series: [Series], style: ChartStyle = .lines, unit: ValueUnit = .count, width: Int = 800
    ) -> TimeChart {
        TimeChart(title: "Tasks", unit: unit, style: style, series: series, span: span, width: width)
    }

    private func texts(of geometry: ChartGeometry) -> [String] {
        geometry.series.flatMap { [$0.drawing.line, $0.drawing.area] }
    }

    @Test(arguments: styles, units)
    func survivesEveryKindOfValue(style: ChartStyle, unit: ValueUnit) {
        let kinds: [(Int) -> Double?] = [
            { _ in 0 }, { _ in 5 }, { _ in nil }, { _ in .nan }, { _ in .infinity }, { -Double($0) },
            { Double($0 - 5) },
            { Double($0) * 1e15 }, { Double($0) * 1e-9 }, { _ in .greatestFiniteMagnitude },
            { _ in .leastNonzeroMagnitude },
            { $0.isMultiple(of: 2) ? 1e99 : -1e99 }, { $0.isMultiple(of: 3) ? nil : 1e-99 }, { 1e15 + Double($0) },
        ]
        for kind in kinds {
            for count in [0, 1, 10] {
                for (scale, baseline) in [
                    (ValueScale.linear, Baseline.zero), (.logarithmic, .zero), (.linear, .fitted),
                ] {
                    var chart = chart(
                        [series("a", count: count, kind), series("b", count: 3) { _ in 1 }], style: style, unit: unit)
                    (chart.scale, chart.baseline) = (scale, baseline)
                    expectSound(chart.geometry())
                }
            }
        }
    }

    private func expectSound(_ geometry: ChartGeometry, sourceLocation: SourceLocation = #_sourceLocation) {
        let plot = geometry.plot
        #expect((2...14).contains(geometry.gridLines.count), sourceLocation: sourceLocation)
        #expect(
            geometry.gridLines.allSatisfy { plot.top <= $0.y && $0.y <= plot.bottom }, sourceLocation: sourceLocation)
        let marks = geometry.series.flatMap { $0.drawing.dots + [$0.drawing.end].compactMap(\.self) }
        let isInside = marks.allSatisfy {
            plot.left <= $0.x && $0.x.pixels <= plot.right.pixels + 1 && plot.top <= $0.y && $0.y <= plot.bottom
        }
        #expect(isInside, sourceLocation: sourceLocation)
        let letters = Set("MlhvzMlhvz0123456789.- ")
        #expect(texts(of: geometry).allSatisfy { $0.allSatisfy(letters.contains) }, sourceLocation: sourceLocation)
    }

    /// A whole file may have 20 kB with one series, and 65 kB with eight; 3 kB of it are for axes and texts.
    @Test(arguments: [(1, 17_000), (8, 62_000)], [ChartStyle.lines, .steps, .stackedAreas, .bars])
    func staysSmallWith1440PointsOfNoise(size: (count: Int, limit: Int), style: ChartStyle) {
        let all = (0..<size.count).map { number in
            series("queue-\(number)", count: 1_440) { Double(($0 * 7_919 + number * 131) % 997) }
        }
        let bytes = texts(of: chart(all, style: style).geometry()).reduce(0) { $0 + $1.utf8.count }
        #expect(bytes < size.limit)
    }

    @Test func drawsNoMoreThanThePixelsOfVeryManyPoints() {
        let many = series("a", count: 200_000) { $0 == 100_000 ? 1_000 : Double($0 % 10) }
        let mark = chart([many]).geometry().series[0]
        #expect(mark.summary.most == 1_000)
        #expect(mark.drawing.line.utf8.count < 10_000)
    }
}
