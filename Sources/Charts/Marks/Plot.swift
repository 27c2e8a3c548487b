/// The drawing area: where instants and values lie, and how finely paths are drawn.
struct Plot: Sendable {
    /// The pixels that the area covers.
    let area: Rectangle
    /// From instants to pixels.
    let times: TimeScale
    /// From values to pixels.
    let values: ValueAxis
    /// The grid of the paths.
    let precision: PathPrecision
    /// Which samples are drawn.
    let downsampling: Downsampling

    /// The pixel of 0, or of the end of the axis nearest to it.
    var zero: Double {
        values.position(of: max(values.domain.lowerBound, min(values.domain.upperBound, 0)))
    }

    /// The corner of a path for a sample.
    func point(_ time: Int64, _ value: Double, in path: PathBuilder) -> GridPoint {
        path.point(times.position(of: time), values.position(of: value))
    }
}

/// A rectangle in pixels.
package struct Rectangle: Equatable, Sendable {
    /// The left edge.
    package let left: Coordinate
    /// The upper edge.
    package let top: Coordinate
    /// The right edge.
    package let right: Coordinate
    /// The lower edge.
    package let bottom: Coordinate

    /// Takes the four edges in pixels.
    package init(left: Double, top: Double, right: Double, bottom: Double) {
        self.left = Coordinate(left)
        self.top = Coordinate(top)
        self.right = Coordinate(right)
        self.bottom = Coordinate(bottom)
    }

    /// From the left edge to the right.
    package var width: Coordinate { Coordinate(right.pixels - left.pixels) }

    /// From the upper edge to the lower.
    package var height: Coordinate { Coordinate(bottom.pixels - top.pixels) }
}
