/// The series of a chart that are worth a line of their own, and the sum of the others.
package struct SeriesSelection: Sendable {
    /// Those that are drawn, "others" last.
    package let series: [Series]
    /// How many are part of no line: 0 where "others" sums them up.
    package let omitted: Int

    /// In which order series come.
    package enum Order: Sendable {
        /// The largest total first; equal ones by name.
        case byTotal
        /// As they were given; the largest are still those that stay.
        case asGiven
    }

    /// Chooses the largest by total and sums up the rest.
    ///
    /// Only samples in the span count. So many as `limit`, at least 1, have a line of their own, and "others" comes on
    /// top, if the series are additive: percentiles are not.
    package init(_ series: [Series], span: TimeSpan, limit: Int, order: Order = .byTotal, isAdditive: Bool) {
        let ranked = series.enumerated().map { index, series in
            (index: index, series: series, total: Self.total(of: series, in: span))
        }.sorted { ($1.total, $0.series.name, $0.index) < ($0.total, $1.series.name, $1.index) }
        // One left over takes no more room than "1 other" would.
        let count = ranked.count == limit + 1 && isAdditive ? ranked.count : min(max(1, limit), ranked.count)
        var kept = Array(ranked.prefix(count))
        switch order {
        case .byTotal: break
        case .asGiven: kept.sort { $0.index < $1.index }
        }
        let rest = ranked.dropFirst(count).map(\.series)
        let others = rest.isEmpty || !isAdditive ? [] : [Self.others(rest, span: span)]
        self.series = kept.map(\.series) + others
        omitted = isAdditive ? 0 : rest.count
    }

    private static func total(of series: Series, in span: TimeSpan) -> Double {
        series.points(in: span).reduce(0) { $0 + ($1.known?.magnitude ?? 0) }
    }

    private static func others(_ series: [Series], span: TimeSpan) -> Series {
        let table = SampleTable(series, span: span)
        let points = table.times.indices.map { TimePoint(table.times[$0], table.total(at: $0)) }
        return Series(name: "\(series.count) others", points: points, isOthers: true)
    }
}
