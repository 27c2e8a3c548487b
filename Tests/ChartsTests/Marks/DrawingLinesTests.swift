import Testing

@testable import Charts

struct DrawingLinesTests {
    @Test func drawsALineForEachRun() {
        let points = samples([(0, 0), (10, 5), (20, nil), (30, 5), (40, 10)])
        let drawing = Drawing(lineThrough: points, plot: .square())
        #expect(drawing.line == "M0 100l10-50M30 50l10-50")
        #expect(drawing.dots.isEmpty)
        #expect(drawing.end == Dot(x: 40, y: 0))
    }

    @Test func drawsADotForASampleAlone() {
        let drawing = Drawing(lineThrough: samples([(0, nil), (10, 5), (20, nil), (30, 1), (31, 2)]), plot: .square())
        #expect(drawing.dots == [Dot(x: 10, y: 50)])
        #expect(drawing.line == "M30 90l1-10")
    }

    @Test func drawsNothingOfNothing() {
        for points in [[], samples([(5, nil), (6, .nan), (7, -.infinity)]), samples([(500, 1)])] {
            #expect(Drawing(lineThrough: points, plot: .square()) == Drawing())
            #expect(Drawing(stepsThrough: points, plot: .square()) == Drawing())
        }
    }

    @Test func holdsValuesInSteps() {
        let drawing = Drawing(stepsThrough: samples([(0, 1), (10, 5), (20, 5), (30, 2), (40, nil)]), plot: .square())
        #expect(drawing.line == "M0 90h10v-40h20v30h10")
    }

    @Test func fillsTheBandWhereBothEdgesAreKnown() {
        let lower = Series(name: "p50", points: samples([(0, 1), (10, 2), (20, nil), (30, 1), (40, 1)]))
        let upper = Series(name: "p95", points: samples([(0, 5), (10, 6), (20, 7), (30, 5), (40, 5), (50, 9)]))
        #expect(Drawing.band(from: lower, to: upper, plot: .square()) == "M0 50l10-10v40l-10 10zM30 50h10v40h-10z")
    }

    @Test func writesFewBytesForEachPoint() {
        let count = 1_440
        let points = (0..<count).map { TimePoint(Int64($0) * 100 / 1_440, Double($0 * 7_919 % 997) / 100) }
        let plot = Plot.square(columns: 800)
        let drawing = Drawing(lineThrough: points, plot: plot)
        #expect(drawing.line.utf8.count < 6 * count)
    }
}
