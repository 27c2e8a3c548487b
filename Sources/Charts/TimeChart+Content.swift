extension TimeChart {
    /// What of a chart's series is drawn, and how far its values reach.
    struct Content: Sendable {
        /// In the order they are drawn.
        let series: [Series]
        /// One for each series.
        let summaries: [SeriesSummary]
        /// The series side by side, for stacks; nil for what is drawn apart.
        let table: SampleTable?
        /// The least and the most that is drawn; nil when nothing is known.
        let extent: ClosedRange<Double>?

        /// Goes through the samples of a chart.
        init(selection: SeriesSelection, chart: TimeChart) {
            let hidesNegative = chart.scale == .logarithmic && !chart.style.isStacked && chart.style != .heat
            series = hidesNegative ? selection.series.map(Self.positive) : selection.series
            summaries = series.map { SeriesSummary($0, span: chart.span, longestJoin: chart.longestJoin) }
            table = chart.style.isStacked ? SampleTable(series, span: chart.span) : nil
            if chart.style == .heat {
                let bins = series.compactMap(\.bin)
                let least = bins.map(\.lowerBound).min()
                let most = bins.map(\.upperBound).max()
                extent = least.flatMap { least in most.map { least...$0 } }
            } else if let table {
                extent = Self.extent(of: table)
            } else {
                let least = summaries.compactMap(\.least).min()
                let most = summaries.compactMap(\.most).max()
                extent = least.flatMap { least in most.map { least...$0 } }
            }
        }

        private static func extent(of table: SampleTable) -> ClosedRange<Double>? {
            var (least, most) = (0.0, 0.0)
            for row in table.times.indices {
                var sum = 0.0
                for column in 0..<table.width {
                    sum += table.value(at: row, of: column) ?? 0
                    (least, most) = (min(least, sum), max(most, sum))
                }
            }
            return table.times.isEmpty ? nil : least...most
        }

        /// A logarithmic axis has no place for 0 and below: such samples are gaps.
        private static func positive(_ series: Series) -> Series {
            let points = series.points.map { ($0.known ?? 0) > 0 ? $0 : TimePoint($0.time, nil) }
            return Series(
                name: series.name, points: points, slot: series.slot, isOthers: series.isOthers, bin: series.bin)
        }
    }
}
