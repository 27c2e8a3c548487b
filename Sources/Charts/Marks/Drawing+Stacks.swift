extension Drawing {
    /// Areas one upon the other: each is as high as its series, and the uppermost edge is the sum.
    ///
    /// What is not known adds nothing; where nothing at all is known there is a gap. All layers keep the same samples,
    /// those of the least and the largest sums, so that they fit together exactly.
    static func stack(_ table: SampleTable, plot: Plot) -> [Drawing] {
        let runs = plot.downsampling.runs(over: table.times.indices) {
            table.times[$0]
        } value: {
            table.total(at: $0)
        }
        let sums = runs.map { $0.kept.map(table.runningSums) }
        return (0..<table.width).map { layer in
            var (area, edge) = (PathBuilder(precision: plot.precision), PathBuilder(precision: plot.precision))
            for (run, sums) in zip(runs, sums) {
                let upper = corners(run, sums.map { $0[layer] }, table: table, plot: plot)
                let lower = corners(run, sums.map { layer == 0 ? 0 : $0[layer - 1] }, table: table, plot: plot)
                area.fill(between: upper, and: lower)
                edge.line(along: upper, above: lower)
            }
            return Drawing(
                line: edge.text, area: area.text, dots: dots(of: layer, runs, sums, table: table, plot: plot),
                end: end(of: layer, runs, sums, table: table, plot: plot))
        }
    }

    private static func corners(
        _ run: Downsampling.Run, _ values: [Double], table: SampleTable, plot: Plot
    ) -> [GridPoint] {
        let path = PathBuilder(precision: plot.precision)
        let points = zip(run.kept, values).map { plot.point(table.times[$0], $1, in: path) }
        // A single sample has no width; half a pixel to each side makes it seen.
        guard points.count == 1, let point = points.first else { return points }
        let half = max(1, Int(plot.precision.perPixel / 2))
        return [GridPoint(x: point.x - half, y: point.y), GridPoint(x: point.x + half, y: point.y)]
    }

    /// A sample that stands alone is a dot on each layer that is something; of nothing at all, on the ground.
    private static func dots(
        of layer: Int, _ runs: [Downsampling.Run], _ sums: [[[Double]]], table: SampleTable, plot: Plot
    ) -> [Dot] {
        zip(runs, sums).compactMap { run, sums in
            guard run.kept.count == 1, let row = run.kept.first, let sums = sums.first else { return nil }
            let isSomething = sums[layer] != (layer == 0 ? 0 : sums[layer - 1])
            guard isSomething || layer == 0 && sums.last == 0 else { return nil }
            return Dot(
                x: plot.times.position(of: table.times[row]), y: plot.values.position(of: sums[layer]))
        }
    }

    private static func end(
        of layer: Int, _ runs: [Downsampling.Run], _ sums: [[[Double]]], table: SampleTable, plot: Plot
    ) -> Dot? {
        guard let row = runs.last?.kept.last, let sums = sums.last?.last else { return nil }
        let middle = (sums[layer] + (layer == 0 ? 0 : sums[layer - 1])) / 2
        return Dot(x: plot.times.position(of: table.times[row]), y: plot.values.position(of: middle))
    }
}

extension PathBuilder {
    /// Adds the upper edge where it lies above the lower one: a layer of nothing must not hide what is below it.
    fileprivate mutating func line(along upper: [GridPoint], above lower: [GridPoint]) {
        var isDrawing = false
        for index in upper.indices.dropFirst() {
            let isSeen = upper[index] != lower[index] || upper[index - 1] != lower[index - 1]
            if isSeen {
                if !isDrawing { move(to: upper[index - 1]) }
                line(to: upper[index])
            }
            isDrawing = isSeen
        }
    }

    /// Adds a closed piece between an upper and a lower edge that both run from left to right.
    mutating func fill(between upper: [GridPoint], and lower: [GridPoint]) {
        guard let first = upper.first else { return }
        move(to: first)
        lines(to: upper.dropFirst())
        lines(to: lower.reversed())
        close()
    }
}
