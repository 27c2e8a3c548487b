/// A place in a chart, in tenths of a pixel: a whole number inside, so that its text is the same on every machine.
package struct Coordinate: Comparable, Sendable, CustomStringConvertible {
    /// Tenths of a pixel.
    package let tenths: Int

    /// Rounds pixels to the nearest tenth.
    package init(_ pixels: Double) {
        tenths = Int((pixels * 10).rounded())
    }

    /// The same place as a number of pixels.
    package var pixels: Double { Double(tenths) / 10 }

    /// The shortest text that SVG reads: `12`, `12.5`, `-0.5`.
    package var description: String {
        let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
        return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
    }

    /// Orders places from the left, or from above.
    package static func < (one: Coordinate, other: Coordinate) -> Bool { one.tenths < other.tenths }
}
