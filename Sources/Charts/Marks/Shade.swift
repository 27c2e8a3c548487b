/// A stretch of the plot in which nobody watched.
package struct Shade: Equatable, Sendable {
    /// What to wash, over the whole height of the plot.
    package let area: Rectangle
    /// The time it stands for.
    package let span: TimeSpan
}

extension Shade {
    /// The stretches without a watcher that are at least half a pixel wide.
    static func shades(watched: [TimeSpan], plot: Plot) -> [Shade] {
        plot.times.span.gaps(between: watched).compactMap { gap in
            let (left, right) = (plot.times.position(of: gap.since), plot.times.position(of: gap.until))
            guard right - left >= 0.5 else { return nil }
            let area = Rectangle(
                left: left, top: plot.area.top.pixels, right: right, bottom: plot.area.bottom.pixels)
            return Shade(area: area, span: gap)
        }
    }
}
