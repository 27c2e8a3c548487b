/// The numbers of a chart as a table: one row for each instant.
package struct ChartRows: Equatable, Sendable {
    /// The names of the columns, as they are drawn.
    package let names: [String]
    /// The rows, in order of time.
    package let rows: [Row]
    /// How many rows there were before they were thinned out.
    package let total: Int

    /// What is known at one instant.
    package struct Row: Equatable, Sendable {
        /// When, in microseconds since 1970.
        package let time: Int64
        /// One value for each name; nil for not known.
        package let values: [Double?]
    }
}

extension TimeChart {
    /// The numbers behind the chart, for the table beside it.
    ///
    /// When there are more rows than the limit, the span is cut into as many equal parts, and each shows the row with
    /// the largest sum, so that peaks stay; parts of which nothing is known are then left out.
    package func rows(limit: Int) -> ChartRows { rows(of: selection.series, limit: limit) }

    /// All numbers of all series, also of those that aren't drawn.
    package var allRows: ChartRows { rows(of: series, limit: .max) }

    private func rows(of drawn: [Series], limit: Int) -> ChartRows {
        let table = SampleTable(drawn, span: span)
        let isLong = table.times.count > limit
        let kept = isLong ? table.largestRows(Downsampling(span: span, columns: limit)) : Array(table.times.indices)
        let rows = kept.map { row in
            ChartRows.Row(time: table.times[row], values: (0..<table.width).map { table.value(at: row, of: $0) })
        }
        return ChartRows(names: drawn.map(\.name), rows: rows, total: table.times.count)
    }
}
