import Celery
import Charts
package import Templating

/// The numbers behind a chart, for those who would rather read them: at most 100 rows.
package struct ChartTable: TemplateRecord {
    /// The values at one time, or the largest of several.
    package struct Row: TemplateRecord {
        let time: Moment
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

    /// Where there are more times than rows, neighbours share one, which has the largest value of each series.
    init(_ series: [Charts.Series], unit: ValueUnit, notation: Notation) {
        names = series.map(\.name)
        let values = series.map { series in
            Dictionary(series.points.map { ($0.time, $0.value) }) { first, second in second ?? first }
        }
        let times = Set(series.flatMap { $0.points.map(\.time) }).sorted()
        let together = (times.count + Self.mostRows - 1) / Self.mostRows
        remark = together > 1 ? "Each row stands for \(together) times, with the largest value of each." : nil
        rows = stride(from: 0, to: times.count, by: max(1, together)).map { start in
            let shared = times[start..<min(times.count, start + together)]
            let time = Instant(microseconds: times[start])
            return Row(
                time: Moment(short: notation.short(time), full: notation.full(time), at: time),
                values: values.map { values in
                    Self.figure(shared.compactMap { values[$0] ?? nil }.filter(\.isFinite).max(), unit: unit)
                })
        }
    }

    private static func figure(_ value: Double?, unit: ValueUnit) -> Figure {
        guard let value, value.magnitude < 1e100 else { return Figure(count: nil) }
        return Figure(words: unit.text(value), isZero: value == 0, sort: "\(value)")
    }
}
