/// One sample of a series.
package struct TimePoint: Hashable, Sendable {
    /// When, in microseconds since 1970.
    package let time: Int64
    /// How much, in the chart's unit; nil for not known, which is not 0.
    package let value: Double?

    /// Takes a sample.
    package init(_ time: Int64, _ value: Double?) {
        self.time = time
        self.value = value
    }

    /// The value, if it can be drawn.
    ///
    /// NaN and the infinite are as good as not known; no cluster has 1e100 of anything, and less than 1e-100 is
    /// nothing.
    var known: Double? {
        guard let value, value.magnitude < 1e100 else { return nil }
        return value.magnitude < 1e-100 ? 0 : value
    }
}
