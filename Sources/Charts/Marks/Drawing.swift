/// What is drawn for one series: paths as the `d` of SVG, in pixels.
package struct Drawing: Equatable, Sendable {
    /// To be stroked; empty for bars.
    package var line = ""
    /// To be filled; empty for lines and steps.
    package var area = ""
    /// Samples with a gap on both sides, which a path would not show.
    package var dots: [Dot] = []
    /// The last sample: where a marker and the label belong.
    package var end: Dot?
}
