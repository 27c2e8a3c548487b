import Celery
import TestSupport
import Testing

struct HistogramTests {
    @Test(arguments: 0..<10 as Range<UInt64>)
    func givesQuantilesToOnePercent(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var histogram = Histogram()
        var values: [Double] = []
        for _ in 0..<2000 {
            let exponent = Int.random(in: -20...20, using: &random)
            let value = Double(sign: .plus, exponent: exponent, significand: .random(in: 1..<2, using: &random))
            values.append(value)
            histogram.insert(value)
        }
        values.sort()
        for fraction in [0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1] {
            let exact = values[Int((Double(values.count - 1) * fraction).rounded(.down))]
            let estimate = try #require(histogram.quantile(fraction))
            #expect(abs(estimate - exact) <= exact * 0.0101)
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func mergesWithoutLoss(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var (whole, left, right) = (Histogram(), Histogram(), Histogram())
        for _ in 0..<500 {
            let value = Double(Int.random(in: 0...4096, using: &random)) / 8
            whole.insert(value)
            if Bool.random(using: &random) { left.insert(value) } else { right.insert(value) }
        }
        left.merge(right)
        #expect(left == whole)
    }

    @Test func knowsNothingOfNothing() {
        var histogram = Histogram()
        #expect(histogram.quantile(0.5) == nil)
        for value in [-1, .nan, .infinity] { histogram.insert(value) }
        #expect(histogram.count == 0)
        histogram.insert(0)
        #expect(histogram.quantile(0.5) == 0)
    }
}
