import Testing

@testable import Charts

struct SparklineTests {
    private let span = TimeSpan(since: 0, until: 92)

    @Test func fillsItsBox() {
        let sparkline = Sparkline(Series(name: "", points: samples([(0, 0), (46, 8), (92, 4)])), span: span)
        #expect(sparkline.drawing.line == "M2 18l46-16 46 8")
        #expect(sparkline.drawing.end == Dot(x: 94, y: 10))
        #expect(sparkline.summary.most == 8)
    }

    @Test func drawsConstantsZerosAndSingleSamples() {
        let five = Sparkline(Series(name: "", points: samples([(0, 5), (92, 5)])), span: span)
        #expect(five.drawing.line == "M2 2h92")
        let zero = Sparkline(Series(name: "", points: samples([(0, 0), (92, 0)])), span: span)
        #expect(zero.drawing.line == "M2 18h92")
        #expect(Sparkline(Series(name: "", points: samples([(46, 5)])), span: span).drawing.dots == [Dot(x: 48, y: 2)])
        #expect(Sparkline(Series(name: "", points: []), span: span).drawing == Drawing())
        let below = Sparkline(Series(name: "", points: samples([(0, -5), (92, 0)])), span: span)
        #expect(below.drawing.line == "M2 18l92-16")
    }

    @Test func staysSmallWithManySamples() {
        let points = (0..<100_000).map { TimePoint(Int64($0) * 92 / 100_000, Double($0 * 7_919 % 1_009)) }
        #expect(Sparkline(Series(name: "", points: points), span: span).drawing.line.utf8.count < 1_000)
    }
}
