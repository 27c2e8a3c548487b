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
