import Testing

@testable import Charts

struct TimeChartTests {
    private let start = SampleZones.utc(2026, 11, 22, 4)
    private var span: TimeSpan { TimeSpan(since: start, until: start + 4 * 3_600_000_000) }

    private func series(_ name: String, count: Int, _ value: (Int) -> Double?) -> Series {
        let points = (0..<count).map { TimePoint(start + span.duration / Int64(max(1, count)) * Int64($0), value($0)) }
        return Series(name: name, points: points)
    }

    private func chart(
        _ series: [Series], style: ChartStyle = .lines, unit: ValueUnit = .count, width: Int = 800
    ) -> TimeChart {
        TimeChart(title: "Tasks", unit: unit, style: style, series: series, span: span, width: width)
    }

    @Test func drawsASmallChart() throws {
        var chart = chart([series("mail", count: 4) { [0, 50, 100, nil][$0] }], width: 400)
        chart.watched = [TimeSpan(since: start, until: start + 3 * 3_600_000_000)]
        let geometry = chart.geometry()
        #expect(geometry.gridLines.map(\.label) == ["0", "20", "40", "60", "80", "100"])
        #expect(geometry.timeTicks.map(\.label) == ["04:00", "05:00", "06:00", "07:00", "08:00"])
        #expect(geometry.timeTicks.map(\.larger) == ["22 Nov 2026", nil, nil, nil, nil])
        #expect(geometry.plot == Rectangle(left: 30, top: 8, right: 363, bottom: 208))
        #expect(geometry.series.map(\.drawing.line) == ["M30 208l83.3-100 83.2-100"])
        #expect(
            geometry.series.first?.label
                == ChartGeometry.EndLabel(text: "mail", x: Coordinate(369), y: Coordinate(11.9)))
        #expect(geometry.shades.map(\.area.left.pixels) == [279.8])
        #expect(geometry.zoneText == "UTC" && !geometry.needsLegend)
    }

    @Test func saysWhyItIsEmpty() {
        #expect(chart([]).geometry().emptiness == .noSeries)
        #expect(chart([series("a", count: 0) { _ in 1 }]).geometry().emptiness == .noSamples)
        #expect(chart([series("a", count: 3) { _ in nil }]).geometry().emptiness == .nothingKnown)
        #expect(chart([series("a", count: 3) { _ in 1 }]).geometry().emptiness == nil)
    }

    @Test func saysInWordsThatAllIsZero() {
        let zeros = ["a", "b"].map { series($0, count: 3) { _ in 0 } }
        #expect(chart(zeros).geometry().emptiness == .alwaysZero(isWhole: true))
        #expect(chart([series("a", count: 3) { $0 == 1 ? nil : 0 }]).emptiness == .alwaysZero(isWhole: false))
        var half = chart(zeros)
        half.watched = [TimeSpan(since: span.since, until: span.since + span.duration / 2)]
        #expect(half.emptiness == .alwaysZero(isWhole: false))
        #expect(half.emptiness?.description == "0 wherever it is known.")
    }

    @Test func saysInWordsWhatIsKnownOfOneInstant() {
        let once = [series("mail", count: 1) { _ in 34 }, series("a", count: 1) { _ in 0 }]
        #expect(chart(once, style: .steps).emptiness?.description == "Known once: mail 34, a 0, at 04:00:00.")
        #expect(chart(once, style: .stackedAreas).emptiness == nil)
        #expect(chart([series("mail", count: 2) { _ in 34 }], style: .steps).emptiness == nil)
    }

    @Test func namesWhatIsZeroThroughoutInsteadOfDrawingIt() {
        let all = [
            series("a", count: 3) { _ in 0 }, series("b", count: 3) { Double($0) }, series("c", count: 3) { _ in nil },
        ]
        for style in [ChartStyle.lines, .steps, .stackedAreas, .bars] {
            let geometry = chart(all, style: style).geometry()
            #expect(geometry.series.map(\.name) == ["b", "c"] && geometry.zeros == ["a"])
        }
        #expect(chart(all, style: .band).geometry().series.count == 3)
    }

    @Test func drawsWhatIsAlikeAsOneLine() {
        let all = ["a", "b", "c", "d"].map { name in series(name, count: 3) { name == "c" ? 1 : Double($0) + 1 } }
        #expect(chart(all, unit: .number).geometry().series.map(\.name) == ["a + 2 alike", "c"])
        // Parts of a sum stay apart.
        #expect(chart(all, style: .stackedAreas).geometry().series.count == 4)
    }

    @Test func labelsAStackFromTheTop() {
        let all = ["a", "b", "c"].map { name in series(name, count: 3) { $0 == 2 ? 0 : 9 } }
        let labels = chart(all, style: .stackedAreas).geometry().series.compactMap(\.label?.y)
        #expect(labels.count == 3 && labels == labels.sorted().reversed())
    }

    @Test func leavesHostileNamesAsTheyAre() {
        let name = "</text><script>alert(1)</script>\u{202E}\u{0}"
        let geometry = chart([series(name, count: 2) { _ in 1 }]).geometry()
        #expect(geometry.series[0].name == name)
        #expect(geometry.description.contains(name))
        #expect(geometry.series[0].label?.text.hasSuffix("…") == true)
    }

    @Test(arguments: [320, 480, 800, 1_600])
    func keepsEndLabelsApartAndInThePicture(width: Int) {
        let all = (0..<12).map { number in series("celery@worker-\(number)", count: 5) { _ in Double(number + 1) / 10 }
        }
        var chart = chart(all, unit: .number, width: width)
        chart.seriesLimit = 12
        let geometry = chart.geometry()
        let labels = geometry.series.compactMap(\.label).sorted { $0.y < $1.y }
        #expect(labels.count == 12)
        for (one, next) in zip(labels, labels.dropFirst()) { #expect(next.y.pixels - one.y.pixels >= 13) }
        #expect(labels.allSatisfy { $0.x.pixels + chart.metrics.width(of: $0.text) <= Double(width) + 0.1 })
    }

    @Test func tellsSeriesApart() {
        let all = (0..<10).map { number in series("q\(number)", count: 2) { _ in Double(number + 1) } }
        let marks = chart(all).geometry().series
        #expect(marks.count == 9 && marks.last?.name == "2 others" && marks.last?.slot == nil)
        // The largest three have colours, and are named like all others at their ends.
        #expect(Set(marks.compactMap(\.slot)).count == 3 && marks.prefix(3).allSatisfy { $0.slot != nil })
        #expect(marks.allSatisfy { $0.label != nil })
    }

    @Test func addsNoLoadsUp() {
        let all = (0..<12).map { number in series("w\(number)", count: 2) { _ in Double(number + 1) } }
        let chart = chart(all, unit: .number)
        #expect(chart.geometry().series.map(\.name) == (4..<12).reversed().map { "w\($0)" })
        #expect(chart.omitted == 4)
    }

    @Test func givesItsNumbersAsATable() {
        let rows = chart([series("a", count: 1_440) { $0 == 777 ? 99 : 1 }]).rows(limit: 100)
        #expect(rows.total == 1_440 && rows.rows.count == 100 && rows.names == ["a"])
        #expect(rows.rows.contains { $0.values == [99] })
        #expect(
            chart([series("a", count: 3) { _ in nil }]).rows(limit: 100).rows.map(\.values) == [[nil], [nil], [nil]])
    }

    @Test func fillsTheBandOfTheFirstAndTheLastSeries() {
        var chart = chart(
            [series("p50", count: 5) { _ in 1 }, series("p95", count: 5) { _ in 3 }], style: .band, unit: .seconds)
        chart.order = .asGiven
        let marks = chart.geometry().series
        #expect(marks.map(\.drawing.area.isEmpty) == [false, true])
        #expect(marks.allSatisfy { !$0.drawing.line.isEmpty })
    }

    @Test func doesNotJoinWhatIsFarApart() {
        var chart = chart([series("a", count: 240) { (100..<110).contains($0) ? nil : 1 }])
        chart.series = [Series(name: "a", points: chart.series[0].points.filter { $0.value != nil })]
        #expect(chart.geometry().series[0].drawing.line.split(separator: "M").count == 1)
        chart.interval = 60_000_000
        #expect(chart.geometry().series[0].drawing.line.split(separator: "M").count == 2)
        #expect(chart.geometry().series[0].summary.gaps == 1)
    }
}
