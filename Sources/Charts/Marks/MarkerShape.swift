/// The shapes that tell lines apart where colours don't.
enum MarkerShape: Int, CaseIterable {
    case circle, square, triangle, diamond

    /// The path of the shape, about 7 pixels wide, with its middle there.
    func path(x: Coordinate, y: Coordinate) -> String {
        switch self {
        case .circle: "M\(Coordinate(x.pixels - 3)) \(y)a3 3 0 1 1 6 0 3 3 0 1 1-6 0z"
        case .square: "M\(Coordinate(x.pixels - 2.7)) \(Coordinate(y.pixels - 2.7))h5.4v5.4h-5.4z"
        case .triangle: "M\(x) \(Coordinate(y.pixels - 3.8))l3.7 6.4h-7.4z"
        case .diamond: "M\(x) \(Coordinate(y.pixels - 4))l4 4-4 4-4-4z"
        }
    }
}

extension SeriesSlot {
    /// The path of the slot's marker, with its middle at these pixels.
    package func markerPath(x: Double, y: Double) -> String {
        let shapes = MarkerShape.allCases
        return shapes[marker % shapes.count].path(x: Coordinate(x), y: Coordinate(y))
    }
}
