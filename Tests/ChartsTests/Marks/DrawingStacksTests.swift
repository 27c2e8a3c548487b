import Testing

@testable import Charts

struct DrawingStacksTests {
    private let span = TimeSpan(since: 0, until: 100)

    private func table(_ series: [[(Int64, Double?)]]) -> SampleTable {
        SampleTable(series.map { Series(name: "", points: samples($0)) }, span: span)
    }

    @Test func drawsNoEdgeWhereALayerIsNothing() {
        let points = { (values: [Double]) in values.enumerated().map { TimePoint(Int64($0) * 1_000_000, $1) } }
        let chart = TimeChart(
            title: "t", unit: .count, style: .stackedAreas,
            series: [
                Series(name: "all", points: points([9, 9, 9, 9, 9])),
                Series(name: "some", points: points([0, 0, 0, 5, 0])),
                Series(name: "late", points: points([0, 0, 0, 0, 4])),
            ], span: TimeSpan(since: 0, until: 4_000_000))
        let lines = chart.geometry().series.map(\.drawing.line)
        #expect(lines.map { $0.split(separator: "M").count } == [1, 1, 1])
        // Up to what it is and down again, and nowhere along the layer below.
        #expect(lines[1].filter { $0 == "l" }.count == 1 && lines[2].filter { $0 == "l" }.count == 1)
        #expect(lines[1...].allSatisfy { !$0.contains("h") }, "\(lines)")
    }

    @Test func marksSamplesThatStandAlone() {
        let drawings = Drawing.stack(
            table([[(0, 1), (10, nil), (20, 2), (30, 2)], [(0, 3), (10, nil), (20, 0)], [(0, 0)]]), plot: .square())
        #expect(drawings.map(\.dots) == [[Dot(x: 0, y: 90)], [Dot(x: 0, y: 60)], []])
        let nothing = Drawing.stack(table([[(50, 0)], [(50, 0)]]), plot: .square())
        #expect(nothing.map(\.dots) == [[Dot(x: 50, y: 100)], []])
    }

    @Test func putsAreasUponEachOther() {
        let drawings = Drawing.stack(table([[(0, 1), (10, 2)], [(0, 3), (10, 3)]]), plot: .square())
        #expect(drawings.map(\.area) == ["M0 90l10-10v20h-10z", "M0 60l10-10v30l-10 10z"])
        #expect(drawings.map(\.line) == ["M0 90l10-10", "M0 60l10-10"])
        #expect(drawings[1].end == Dot(x: 10, y: 65))
    }

    @Test func takesTheUnknownForNothingBesideTheKnown() {
        let drawings = Drawing.stack(
            table([[(0, 1), (10, nil), (20, nil)], [(0, 3), (10, 3), (20, nil)]]), plot: .square())
        #expect(drawings[1].line == "M0 60l10 10")
    }

    @Test func widensASampleAlone() {
        #expect(Drawing.stack(table([[(10, 5)]]), plot: .square(precision: .tenths))[0].area == "M9.5 50h1v50h-1z")
    }

    @Test func addsUpAtEverySampleKept() {
        let wave = { (factor: Int) in (0..<10_000).map { (Int64($0) / 100, Double($0 * factor % 101) / 40) } }
        let series = [7, 13, 31].map(wave).map { Series(name: "", points: $0.map { TimePoint($0.0, $0.1) }) }
        let table = SampleTable(series, span: span)
        for row in table.times.indices {
            let sums = table.runningSums(at: row)
            #expect((sums[2] - (table.total(at: row) ?? 0)).magnitude < 1e-12)
            #expect(sums[0] <= sums[1] && sums[1] <= sums[2])
        }
        let drawings = Drawing.stack(table, plot: .square())
        // Each layer goes back along the edge of the one below.
        #expect(drawings.count == 3 && drawings.allSatisfy { $0.area.hasSuffix("z") })
    }

    @Test func drawsBarsFromSampleToSample() {
        let drawings = Drawing.bars(
            table([[(0, 1), (10, 0), (20, 4)], [(0, nil), (10, 2), (20, 1)]]), interval: 10, plot: .square())
        #expect(drawings[0].area == "M0 100v-10h9v10zM20 100v-40h9v40z")
        #expect(drawings[1].area == "M10 100v-20h9v20zM20 60v-10h9v10z")
        #expect(drawings[0].line.isEmpty)
    }

    @Test func cutsTheLastBarAtTheEdge() {
        #expect(Drawing.bars(table([[(95, 5)]]), interval: .max, plot: .square())[0].area == "M95 100v-50h4v50z")
        #expect(Drawing.bars(table([[(100, 5)]]), interval: 10, plot: .square())[0].area == "M100 100v-50h1v50z")
    }

    @Test func keepsTheTallestBarOfAPixel() {
        let wide = TimeSpan(since: 0, until: 10_000)
        let points = (0..<10_000).map { TimePoint($0, $0 == 5_005 ? 9 : 1) }
        let plot = Plot(
            area: Rectangle(left: 0, top: 0, right: 100, bottom: 100), times: TimeScale(span: wide, from: 0, to: 100),
            values: ValueAxis(flatExtent: (0, 10), bottom: 100, top: 0), precision: .pixels,
            downsampling: Downsampling(span: wide, columns: 100))
        let area = Drawing.bars(SampleTable([Series(name: "", points: points)], span: wide), interval: 1, plot: plot)[0]
            .area
        #expect(area.contains("M50 100v-90h1v90z"))
        #expect(area.split(separator: "z").count == 100)
    }

    @Test func findsTheTimeASampleStandsFor() {
        #expect(Drawing.interval(of: table([[(0, 1), (30, 1), (40, 1)]]), span: span) == 10)
        #expect(Drawing.interval(of: table([[(0, 1)]]), span: span) == 100)
        #expect(Drawing.interval(of: table([]), span: TimeSpan(since: 0, until: 0)) == 1)
    }
}
