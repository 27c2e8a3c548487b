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
    /// Rectangles as high as their series' bins, the darker the larger the value.
    case heat

    /// Whether series are drawn one upon the other.
    var isStacked: Bool {
        switch self {
        case .stackedAreas, .bars: true
        case .lines, .steps, .band, .heat: false
        }
    }

    /// Whether the sum of several series can be drawn as one.
    var isAdditive: Bool {
        switch self {
        case .lines, .steps, .stackedAreas, .bars: true
        case .band, .heat: false
        }
    }

    /// Whether series have labels at their ends.
    var hasEndLabels: Bool {
        switch self {
        case .lines, .steps, .stackedAreas, .band: true
        case .bars, .heat: false
        }
    }
}
