/// How a chart's series are drawn.
package enum ChartStyle: Sendable {
    /// Straight lines from sample to sample.
    case lines
    /// Level lines that hold until the next sample, for what changes by jumps.
    case steps
    /// Areas one upon the other, for parts of a sum.
    case stackedAreas
    /// Bars one upon the other, each from its sample's instant to the next.
    case bars
    /// The area between the first series given and the last, and a line for each.
    case band

    /// Whether series are drawn one upon the other.
    var isStacked: Bool {
        switch self {
        case .stackedAreas, .bars: true
        case .lines, .steps, .band: false
        }
    }
}
