/// A series as a drawing the size of a word, for the cell of a table.
package struct Sparkline: Equatable, Sendable {
    /// The line, the dots and the end, in pixels of the box.
    package let drawing: Drawing
    /// What the series amounts to.
    package let summary: SeriesSummary
    /// The width of the box in pixels.
    package let width: Int
    /// The height of the box in pixels.
    package let height: Int

    /// Draws a series from 0 or its least value, whichever is lower, up to its largest.
    package init(_ series: Series, span: TimeSpan, width: Int = 96, height: Int = 20, longestJoin: Int64? = nil) {
        let inset = 2.0
        let area = Rectangle(left: inset, top: inset, right: Double(width) - inset, bottom: Double(height) - inset)
        let summary = SeriesSummary(series, span: span, longestJoin: longestJoin)
        let values = ValueAxis(
            flatExtent: (min(0, summary.least ?? 0), max(0, summary.most ?? 0)),
            bottom: area.bottom.pixels, top: area.top.pixels)
        let plot = Plot(
            area: area, times: TimeScale(span: span, from: area.left.pixels, to: area.right.pixels), values: values,
            precision: .pixels,
            downsampling: Downsampling(span: span, columns: width / 6, longestJoin: longestJoin))
        drawing = Drawing(lineThrough: series.points, plot: plot)
        (self.summary, self.width, self.height) = (summary, width, height)
    }
}
