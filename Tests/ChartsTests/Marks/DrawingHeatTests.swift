import Testing

@testable import Charts

struct DrawingHeatTests {
    private func chart(_ rows: [(ClosedRange<Double>, [Double?])], interval: Int64? = nil) -> TimeChart {
        let series = rows.enumerated().map { number, row in
            let points = row.1.enumerated().map { TimePoint(Int64($0) * 1_000_000, $1) }
            return Series(name: "bin \(number)", points: points, bin: row.0)
        }
        var chart = TimeChart(
            title: "Runtimes", unit: .count, style: .heat, series: series, span: TimeSpan(since: 0, until: 10_000_000))
        (chart.scale, chart.interval) = (.logarithmic, interval)
        return chart
    }

    @Test func shadesBySquareRootOfTheLargest() {
        let geometry = chart([(0.1...1, [100, 1, 4, 50, 0, nil])]).geometry()
        #expect(geometry.shadesOfHeat.map { $0.path.split(separator: "M").count } == [1, 0, 0, 1, 1])
        #expect(geometry.series.allSatisfy { $0.label == nil } && !geometry.needsLegend)
    }

    @Test func saysWhatEachShadeStandsFor() {
        let ranges = { (most: Double) in
            chart([(0.1...1, [most, 1])]).geometry().shadesOfHeat.map(\.values)
        }
        #expect(ranges(100) == [1...4, 5...16, 17...36, 37...64, 65...100])
        // Every whole number has a shade, and no shade two numbers of another.
        #expect(ranges(3) == [nil, nil, 1...1, nil, 2...3])
    }

    @Test func joinsNeighboursOfOneShade() {
        let geometry = chart([(0.1...1, [9, 9, 9, nil, 9])]).geometry()
        #expect(geometry.shadesOfHeat[4].path.split(separator: "M").count == 2)
    }

    @Test func fillsTheHeightOfEachBin() throws {
        let geometry = chart([(0.1...1, [1]), (1...10, [1])], interval: 1_000_000).geometry()
        let path = try #require(geometry.shadesOfHeat.last?.path)
        let (top, bottom) = (geometry.plot.top.pixels, geometry.plot.bottom.pixels)
        #expect(path.hasPrefix("M\(geometry.plot.left) \(Coordinate((top + bottom) / 2))"))
        #expect(path.contains("v\(Coordinate((bottom - top) / 2))"))
        #expect(geometry.description.contains("Most is 1, in bin"))
    }

    @Test func showsTheLargestOfAPixelColumn() {
        let many = (0..<100_000).map { $0 == 50_000 ? 100.0 : 1 }
        let series = Series(
            name: "bin", points: many.enumerated().map { TimePoint(Int64($0) * 100, $1) }, bin: 1...2)
        var chart = chart([])
        (chart.series, chart.interval) = ([series], 100)
        let shades = chart.geometry().shadesOfHeat
        #expect(shades[4].path.split(separator: "M").count == 1)
        #expect(shades.reduce(0) { $0 + $1.path.utf8.count } < 500)
    }

    @Test func drawsNothingOfNothing() {
        let geometry = chart([(0.1...1, [0, 0, nil])]).geometry()
        #expect(geometry.shadesOfHeat.isEmpty && geometry.emptiness == .alwaysZero(isWhole: false))
        #expect(chart([]).geometry().emptiness == .noSeries)
    }
}
