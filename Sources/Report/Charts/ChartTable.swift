import Celery
import Charts
package import Templating

/// The numbers behind a chart, for those who would rather read them: at most 100 rows.
package struct ChartTable: TemplateRecord {
    /// The values at one time.
    package struct Row: TemplateRecord {
        let time: Timestamp
        let values: [Figure]

        /// What templates may name.
        package static let fields: [Field<Row>] = [
            .record("time", "when", \.time),
            .list("values", "the values, one a series", \.values),
        ]
    }

    let names: [String]
    let rows: [Row]
    let remark: String?

    private static let mostRows = 100

    /// What templates may name.
    package static let fields: [Field<ChartTable>] = [
        .codes("names", "the series", \.names),
        .list("rows", "the values over time", \.rows),
        .truth("has_rows", "whether there are any") { !$0.rows.isEmpty },
        .text("remark", "what was left out, as a sentence", \.remark),
    ]

    /// Where there are more times than rows, the largest of neighbours stands for them.
    init(_ chart: TimeChart, notation: Notation) {
        let table = chart.rows(limit: Self.mostRows)
        names = table.names
        remark =
            table.total > table.rows.count
            ? "Of \(Wording.count(table.total)) times, those with the largest values are shown." : nil
        rows = table.rows.map { row in
            let time = Instant(microseconds: row.time)
            return Row(
                time: Timestamp(time, in: notation),
                values: row.values.map { Self.figure($0, unit: chart.unit) })
        }
    }

    private static func figure(_ value: Double?, unit: ValueUnit) -> Figure {
        guard let value else { return Figure(count: nil) }
        return Figure(words: unit.text(value), isZero: value == 0, sort: "\(value)")
    }
}
