/// How a measure is distributed.
package struct Percentiles: Sendable, Equatable {
    /// How many values there are.
    package var count: Int
    /// Half of them are below.
    package var p50: Double
    /// 95 of a hundred are below.
    package var p95: Double
    /// 99 of a hundred are below.
    package var p99: Double
    /// None is above.
    package var max: Double

    /// Reads them off a histogram; `nil` from an empty one.
    package init?(_ histogram: Histogram) {
        guard let p50 = histogram.quantile(0.5), let p95 = histogram.quantile(0.95),
            let p99 = histogram.quantile(0.99), let max = histogram.largest
        else { return nil }
        self.init(count: histogram.count, p50: p50, p95: p95, p99: p99, max: max)
    }

    /// Gives them.
    package init(count: Int, p50: Double, p95: Double, p99: Double, max: Double) {
        self.count = count
        self.p50 = p50
        self.p95 = p95
        self.p99 = p99
        self.max = max
    }
}
