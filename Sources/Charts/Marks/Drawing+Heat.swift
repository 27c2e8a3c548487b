extension Drawing {
    /// How many shades a heat map has.
    static let heatLevels = 5

    /// The shades of a heat map, the faintest first: the samples of each series fill the height of its bin.
    ///
    /// Shades go by the square root of a sample's share of the largest, so that few among many still show. Where
    /// samples are narrower than a pixel column, each column shows the largest.
    static func heat(_ series: [Series], interval: Int64, plot: Plot) -> [ShadeOfHeat] {
        let most = series.flatMap { $0.points(in: plot.times.span).compactMap(\.known) }.max() ?? 0
        guard most > 0 else { return [] }
        var paths = (0..<heatLevels).map { _ in PathBuilder(precision: .tenths) }
        for series in series {
            guard let bin = series.bin else { continue }
            let (top, bottom) = (plot.values.position(of: bin.upperBound), plot.values.position(of: bin.lowerBound))
            var open: (level: Int, left: Double, right: Double)?
            let draw = { (run: (level: Int, left: Double, right: Double), paths: inout [PathBuilder]) in
                paths[run.level].rectangle(left: run.left, top: top, right: run.right, bottom: bottom)
            }
            for cell in cells(of: series, interval: interval, plot: plot) where cell.value > 0 {
                let level = level(of: cell.value / most)
                if let run = open, run.level == level, cell.left - run.right < 0.05 {
                    open?.right = cell.right
                } else {
                    if let run = open { draw(run, &paths) }
                    open = (level, cell.left, cell.right)
                }
            }
            if let run = open { draw(run, &paths) }
        }
        return paths.enumerated().map { level, path in
            ShadeOfHeat(path: path.text, values: counts(of: level, most: most))
        }
    }

    /// The whole numbers above the last of the shade before, up to the last of this one.
    private static func counts(of level: Int, most: Double) -> ClosedRange<Int>? {
        let ends = [level, level + 1].map { level in
            let share = Double(level) / Double(heatLevels)
            return Int(exactly: (most * share * share).rounded(.down))
        }
        guard let before = ends[0], let last = ends[1], before < last else { return nil }
        return before + 1...last
    }

    private static func level(of share: Double) -> Int {
        max(0, min(heatLevels, Int((share.squareRoot() * Double(heatLevels)).rounded(.up))) - 1)
    }

    private struct Cell {
        let left: Double
        var right: Double
        var value: Double
    }

    private static func cells(of series: Series, interval: Int64, plot: Plot) -> [Cell] {
        var cells: [Cell] = []
        for point in series.points(in: plot.times.span) {
            guard let value = point.known else { continue }
            let left = plot.times.position(of: point.time)
            let right = min(plot.area.right.pixels, plot.times.position(of: point.time &+ interval))
            if let last = cells.last, left - last.left < 1 {
                cells[cells.count - 1].value = max(last.value, value)
                cells[cells.count - 1].right = max(last.right, right)
            } else {
                cells.append(Cell(left: left, right: max(left + 1, right), value: value))
            }
        }
        return cells
    }
}
