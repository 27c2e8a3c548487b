/// A small round mark.
package struct Dot: Equatable, Sendable {
    /// The middle.
    package let x: Coordinate
    /// The middle.
    package let y: Coordinate

    /// Takes the middle in pixels.
    init(x: Double, y: Double) {
        self.x = Coordinate(x)
        self.y = Coordinate(y)
    }
}
