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

    /// Lines that end at the bottom beside the last text of the axis of time, and more of them than there is room for.
    @Test(arguments: Array(stride(from: 320, through: 1_600, by: 40)), [1, 4, 9])
    func keepsLabelsApartAtAnyWidth(width: Int, count: Int) {
        let all = (0..<count).map { place in
            series("queue-\(place)", count: 60) { $0 == 0 ? Double(place + 3) : Double(place % 2) }
        }
        let chart = chart(all, width: width)
        let geometry = chart.geometry()
        let metrics = chart.metrics
        let labels = geometry.series.compactMap(\.label).map { label in
            Box(
                left: label.x.pixels, width: metrics.width(of: label.text), baseline: label.y.pixels, metrics,
                hasTails: true)
        }
        let ticks = geometry.timeTicks.map { tick in
            let textWidth = metrics.width(of: tick.label)
            return Box(
                left: tick.labelX.pixels - textWidth / 2, width: textWidth, baseline: geometry.timeTextY.pixels,
                metrics)
        }
        let values = geometry.gridLines.map { line in
            let textWidth = metrics.width(of: line.label)
            return Box(
                left: geometry.plot.left.pixels - 8 - textWidth, width: textWidth, baseline: line.textY.pixels, metrics)
        }
        #expect(labels.count == count || width < 400)
        let boxes = labels + ticks + values
        for (index, box) in boxes.enumerated() {
            #expect(boxes[..<index].allSatisfy { !$0.covers(box) }, "\(width) px: \(box)")
            #expect(box.left >= 0 && box.right <= Double(width))
        }
    }

    /// The room of a text: capitals reach 0.75 of its size above the base line, tails, which figures have none of, a
    /// fifth below.
    private struct Box {
        let left: Double, right: Double, top: Double, bottom: Double

        init(left: Double, width: Double, baseline: Double, _ metrics: TextMetrics, hasTails: Bool = false) {
            (self.left, right) = (left, left + width)
            (top, bottom) = (baseline - 0.75 * metrics.fontSize, baseline + (hasTails ? 0.2 * metrics.fontSize : 0))
        }

        func covers(_ other: Box) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
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
