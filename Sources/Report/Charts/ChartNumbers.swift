import Celery
import Charts
package import Templating

/// All numbers behind a chart, for programs: `data/charts/….csv`.
package struct ChartNumbers: TemplateRecord {
    /// What is known at one instant.
    package struct Row: TemplateRecord {
        let row: ChartRows.Row

        /// What templates may name.
        package static let fields: [Field<Row>] = [
            .text("time", "when, in UTC") { Instant(microseconds: $0.row.time).iso8601 },
            .texts("values", "one value a series; empty where it isn't known") { row in
                row.row.values.map { $0.map { "\($0)" } ?? "" }
            },
        ]
    }

    /// The chart.
    let chart: TimeChart

    /// What templates may name.
    package static let fields: [Field<ChartNumbers>] = [
        .codes("names", "the series, those that aren't drawn too") { $0.chart.series.map(\.name) },
        .list("rows", "the values over time") { $0.chart.allRows.rows.map(Row.init) },
    ]

    init(_ chart: TimeChart) { self.chart = chart }
}
