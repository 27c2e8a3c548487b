/// Writes the `d` of an SVG path: relative whole numbers on a grid, so that it is short and the same on every machine.
struct PathBuilder {
    private var bytes: [UInt8] = []
    private var command: UInt8 = 0
    private var current = GridPoint(x: 0, y: 0)
    private var pending: GridPoint?
    private let precision: PathPrecision

    /// Starts an empty path.
    init(precision: PathPrecision) {
        self.precision = precision
    }

    /// The path as it stands.
    var text: String {
        var finished = self
        finished.flush()
        return String(decoding: finished.bytes, as: UTF8.self)
    }

    /// The nearest point of the grid.
    func point(_ x: Double, _ y: Double) -> GridPoint {
        GridPoint(x: Int((x * precision.perPixel).rounded()), y: Int((y * precision.perPixel).rounded()))
    }

    /// Begins a new piece.
    mutating func move(to point: GridPoint) {
        flush()
        begin("M")
        write(point.x, isFirst: true)
        write(point.y, isFirst: false)
        current = point
    }

    /// Draws a straight line. Lines that go on level are joined, and those that lead nowhere left out.
    mutating func line(to point: GridPoint) {
        let from = pending ?? current
        guard point != from else { return }
        if from.y == point.y, let pending, pending.y == current.y,
            (point.x - pending.x).signum() == (pending.x - current.x).signum()
        {
            self.pending = point
            return
        }
        flush()
        pending = point
    }

    /// Draws lines through several points.
    mutating func lines(to points: some Sequence<GridPoint>) {
        for point in points { line(to: point) }
    }

    /// Closes the piece.
    mutating func close() {
        flush()
        begin("z")
    }

    /// Adds a closed rectangle.
    mutating func rectangle(left: Double, top: Double, right: Double, bottom: Double) {
        move(to: point(left, top))
        line(to: point(right, top))
        line(to: point(right, bottom))
        line(to: point(left, bottom))
        close()
    }

    private mutating func flush() {
        guard let point = pending else { return }
        pending = nil
        let (right, down) = (point.x - current.x, point.y - current.y)
        current = point
        if right == 0 || down == 0 {
            let isNew = begin(down == 0 ? "h" : "v")
            return write(down == 0 ? right : down, isFirst: isNew)
        }
        let isNew = begin("l")
        write(right, isFirst: isNew)
        write(down, isFirst: false)
    }

    @discardableResult
    private mutating func begin(_ letter: Unicode.Scalar) -> Bool {
        let byte = UInt8(ascii: letter)
        guard byte != command || byte == UInt8(ascii: "M") else { return false }
        command = byte
        bytes.append(byte)
        return true
    }

    private mutating func write(_ number: Int, isFirst: Bool) {
        if number >= 0, !isFirst { bytes.append(UInt8(ascii: " ")) }
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        switch precision {
        case .pixels:
            bytes.append(contentsOf: String(number.magnitude).utf8)
        case .tenths:
            let (whole, rest) = number.magnitude.quotientAndRemainder(dividingBy: 10)
            if whole > 0 || rest == 0 { bytes.append(contentsOf: String(whole).utf8) }
            if rest > 0 { bytes.append(contentsOf: [UInt8(ascii: "."), UInt8(ascii: "0") + UInt8(rest)]) }
        }
    }
}
