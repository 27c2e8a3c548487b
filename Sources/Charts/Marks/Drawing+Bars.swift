extension Drawing {
    /// Bars one upon the other, each from its sample's instant to the next.
    ///
    /// Where bars would be thinner than a pixel column, each column shows the sample with the largest sum.
    ///
    /// `interval` is the time that one sample stands for, in microseconds.
    static func bars(_ table: SampleTable, interval: Int64, plot: Plot) -> [Drawing] {
        let columns = plot.downsampling.columns
        let isDense = interval < plot.times.span.duration / Int64(columns)
        let rows = isDense ? table.largestRows(plot.downsampling) : Array(table.times.indices)
        return (0..<table.width).map { layer in
            var path = PathBuilder(precision: plot.precision)
            var end: Dot?
            for row in rows where table.value(at: row, of: layer) != nil {
                let sums = table.runningSums(at: row)
                let (low, high) = (layer == 0 ? 0 : sums[layer - 1], sums[layer])
                let edges = isDense ? columnEdges(table.times[row], plot) : edges(table.times[row], interval, plot)
                path.bar(
                    from: edges.left, to: edges.right, plot.values.position(of: low), plot.values.position(of: high))
                end = Dot(x: (edges.left + edges.right) / 2, y: plot.values.position(of: high))
            }
            return Drawing(area: path.text, end: end)
        }
    }

    /// The time between samples that stand closest together; the whole span for less than two.
    static func interval(of table: SampleTable, span: TimeSpan) -> Int64 {
        let distances = zip(table.times, table.times.dropFirst()).map { $1 - $0 }
        return max(1, distances.min() ?? span.duration)
    }

    private static func edges(_ time: Int64, _ interval: Int64, _ plot: Plot) -> (left: Double, right: Double) {
        let end = time.addingReportingOverflow(interval)
        let left = plot.times.position(of: time)
        let right = plot.times.position(
            of: end.overflow ? plot.times.span.until : min(plot.times.span.until, end.partialValue))
        // White between bars, as soon as there is room for it.
        return (left, max(right - (right - left >= 4 ? 1 : 0), left + 1))
    }

    private static func columnEdges(_ time: Int64, _ plot: Plot) -> (left: Double, right: Double) {
        let width = (plot.times.right - plot.times.left) / Double(plot.downsampling.columns)
        let left = plot.times.left + Double(plot.downsampling.column(of: time)) * width
        return (left, left + width)
    }
}

extension PathBuilder {
    /// Adds an upright bar between two heights; nothing when they are the same.
    mutating func bar(from left: Double, to right: Double, _ one: Double, _ other: Double) {
        let (low, high) = (point(left, one), point(right, other))
        guard low.y != high.y else { return }
        move(to: low)
        lines(to: [GridPoint(x: low.x, y: high.y), high, GridPoint(x: high.x, y: low.y)])
        close()
    }
}
