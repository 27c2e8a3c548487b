extension Drawing {
    /// The area between two series, such as the 50th and the 95th percentile, where both are known.
    static func band(from lower: Series, to upper: Series, plot: Plot) -> String {
        let table = SampleTable([lower, upper], span: plot.times.span)
        var path = PathBuilder(precision: plot.precision)
        let edges = [1, 0].map { edge in
            plot.downsampling.runs(over: table.times.indices) {
                table.times[$0]
            } value: {
                table.value(at: $0, of: 1 - edge) == nil ? nil : table.value(at: $0, of: edge)
            }.map { run in
                run.kept.map { plot.point(table.times[$0], table.value(at: $0, of: edge) ?? 0, in: path) }
            }
        }
        for (upper, lower) in zip(edges[0], edges[1]) where upper.count > 1 {
            path.fill(between: upper, and: lower)
        }
        return path.text
    }
}
