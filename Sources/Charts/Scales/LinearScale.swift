/// Maps values to pixels in equal steps.
package struct LinearScale: Sendable, Equatable {
    /// The values shown; the lower bound maps to `start`.
    package let domain: ClosedRange<Double>
    /// Where the lower bound of the domain lies, in pixels.
    package let start: Double
    /// Where the upper bound lies; above or below `start`, since y grows downwards.
    package let end: Double

    /// Maps a domain to the pixels from `start` to `end`.
    package init(domain: ClosedRange<Double>, from start: Double, to end: Double) {
        self.domain = domain
        self.start = start
        self.end = end
    }

    /// The pixel of a value; the middle when the domain is a single value.
    package func position(of value: Double) -> Double {
        let span = domain.upperBound - domain.lowerBound
        guard span > 0 else { return (start + end) / 2 }
        return start + (value - domain.lowerBound) / span * (end - start)
    }
}
