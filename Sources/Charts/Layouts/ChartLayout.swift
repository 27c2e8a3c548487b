/// Divides a picture into the plot and the margins that its texts need.
package struct ChartLayout: Sendable {
    /// The drawing area.
    package let plot: Rectangle
    /// How wide a label at a line's end may be, in pixels; 0 when there is no room for any.
    package let endLabelWidth: Double
    /// The base line of the texts of events, above the plot.
    package let eventTextY: Coordinate
    /// The base line of the ticks' own texts, below the plot.
    package let timeTextY: Coordinate
    /// The base line of the larger units below them.
    package let largerTextY: Coordinate

    /// The upper and the lower edge of the plot, which hang on no text's width.
    static func edges(height: Int, metrics: TextMetrics, hasEvents: Bool) -> (top: Double, bottom: Double) {
        let top = (metrics.fontSize * 0.7).rounded() + (hasEvents ? metrics.lineHeight : 0)
        let below = 4 + 2 * metrics.lineHeight
        return (top, max(top + 1, Double(height) - below))
    }

    /// Makes room for the widest texts at both sides. Labels at the lines' ends get at most 28 % of the width.
    package init(
        width: Int, height: Int, metrics: TextMetrics, valueLabels: [String], endLabels: [String], hasEvents: Bool,
        margins: ChartMargins = ChartMargins(left: 0, right: 0)
    ) {
        let (top, bottom) = Self.edges(height: height, metrics: metrics, hasEvents: hasEvents)
        let widest = { (texts: [String]) in texts.map(metrics.width(of:)).max() ?? 0 }
        let left = min(Double(width) / 2, max(margins.left, (widest(valueLabels) + 8).rounded(.up)))
        let limit = Double(width) * 0.28
        let wished = min(limit, widest(endLabels).rounded(.up))
        let hasRoom = !endLabels.isEmpty && limit >= metrics.fontSize * 4
        endLabelWidth = hasRoom ? wished : 0
        let right = Double(width) - max(margins.right, hasRoom ? wished + 8 : (metrics.fontSize * 0.7).rounded())
        plot = Rectangle(left: left, top: top, right: max(left + 1, right), bottom: bottom)
        eventTextY = Coordinate(top - 4)
        timeTextY = Coordinate(bottom + 3 + metrics.fontSize)
        largerTextY = Coordinate(bottom + 3 + metrics.fontSize + metrics.lineHeight)
    }
}
