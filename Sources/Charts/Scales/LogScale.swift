/// Maps values above 0 to pixels so that equal ratios are equally far apart.
package struct LogScale: Sendable, Equatable {
    /// The values shown, all above 0.
    package let domain: ClosedRange<Double>
    /// Where the lower bound of the domain lies, in pixels.
    package let start: Double
    /// Where the upper bound lies.
    package let end: Double

    /// Maps a domain above 0 to the pixels from `start` to `end`.
    package init(domain: ClosedRange<Double>, from start: Double, to end: Double) {
        precondition(domain.lowerBound > 0, "a logarithmic scale starts above 0")
        self.domain = domain
        self.start = start
        self.end = end
    }

    /// The pixel of a value; values at or below 0 have no place, and get that of the lower bound.
    package func position(of value: Double) -> Double {
        let lowest = PowerOfTen.logarithm(of: domain.lowerBound)
        let span = PowerOfTen.logarithm(of: domain.upperBound) - lowest
        guard span > 0 else { return (start + end) / 2 }
        guard value > domain.lowerBound else { return start }
        return start + (PowerOfTen.logarithm(of: value) - lowest) / span * (end - start)
    }
}
