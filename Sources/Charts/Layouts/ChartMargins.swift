/// What a chart leaves free beside its plot, in pixels.
package struct ChartMargins: Equatable, Sendable {
    /// For the values' labels.
    package var left: Double
    /// For the labels at the lines' ends.
    package var right: Double

    /// Takes both.
    package init(left: Double, right: Double) {
        self.left = left
        self.right = right
    }

    /// The margins that have room for what both have room for, so that charts one below the other agree on their times.
    package func union(_ other: ChartMargins) -> ChartMargins {
        ChartMargins(left: max(left, other.left), right: max(right, other.right))
    }
}
