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
            let exact = values[max(1, Int((Double(values.count) * fraction).rounded(.up))) - 1]
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
        #expect(left == whole && left.peaks == whole.peaks)
    }

    @Test func knowsTheLargestExactly() {
        var histogram = Histogram()
        for value in [0.003, 40.2519, 3, 40.2519, 40.25] { histogram.insert(value) }
        #expect(histogram.largest == 40.2519 && histogram.quantile(1) == 40.2519)
        var other = Histogram()
        for value in [40.2520, 1, 2] { other.insert(value) }
        histogram.merge(other)
        #expect(histogram.largest == 40.2520)
    }

    /// Of 19 values the 95th and the 99th percentile are the largest: 0.95 × 19 is more than 18.
    @Test(arguments: [
        (19, 0.95, 19.0), (19, 0.99, 19), (20, 0.95, 19), (2, 0.5, 1), (3, 0.5, 2), (1, 0.01, 1), (100, 0.99, 99),
    ])
    func takesTheNearestRank(count: Int, fraction: Double, expected: Double) throws {
        var histogram = Histogram()
        for value in 1...count { histogram.insert(Double(value)) }
        let told = try #require(histogram.quantile(fraction))
        #expect(abs(told - expected) <= expected * 0.0101)
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
