package import Celery
import Charts
package import Templating

/// Two charts or more, one above the other, that are one picture.
package struct ChartPair: TemplateRecord {
    /// One of them, and where it begins.
    struct Placed: TemplateRecord {
        let drawing: ChartDrawing
        let top: Int

        static let fields: [Field<Placed>] = [
            .record("drawing", "the chart's places and paths", \.drawing),
            .number("top", "where it begins, in pixels from above", \.top),
        ]
    }

    let title: String
    let charts: [Placed]

    /// Puts charts below each other, each with its title above it.
    package init(title: String, _ drawings: [ChartDrawing]) {
        self.title = title
        var top = 0
        charts = drawings.map { drawing in
            defer { top += drawing.fileHeight }
            return Placed(drawing: drawing, top: top)
        }
    }

    /// How long a queue was, and how long it would have been, on one scale: a name for each, and the longest queue of
    /// every step of a span.
    package init(queue: String, in span: Celery.TimeSpan, step: Double, lengths: [(name: String, peaks: [Int])]) {
        let most = lengths.flatMap(\.peaks).max() ?? 0
        let charts = lengths.map { name, peaks in
            let points = peaks.enumerated().map { index, peak in
                TimePoint((span.since + Double(index) * step).microseconds, Double(peak))
            }
            let end = TimePoint(span.until.microseconds, peaks.last.map(Double.init))
            var chart = TimeChart(
                title: name, unit: .count, style: .steps,
                series: [Charts.Series(name: "waiting", points: points + [end], slot: .first)],
                span: Charts.TimeSpan(span), width: 800, height: 200, metrics: TextMetrics(fontSize: 12))
            chart.ceiling = Double(most)
            return chart
        }
        let margins = charts.map(\.neededMargins).reduce(ChartMargins(left: 0, right: 0)) { $0.union($1) }
        let shown = Excerpt.cell(queue, limit: 60)
        self.init(
            title: "Messages that wait in \(shown)",
            charts.enumerated().map { index, chart in
                var chart = chart
                chart.margins = margins
                return ChartDrawing(
                    chart, id: "chart-\(index + 1)", title: chart.title,
                    subtitle: "messages that wait in \(shown), the most of every \(Wording.duration(step)); UTC")
            })
    }

    /// What templates may name.
    package static let fields: [Field<ChartPair>] = [
        .text("title", "what both show", \.title),
        .number("width", "the width of the picture") { $0.charts.map(\.drawing.geometry.width).max() ?? 0 },
        .number("height", "the height of the picture") { $0.charts.reduce(0) { $0 + $1.drawing.fileHeight } },
        .list("charts", "the charts, from above", \.charts),
    ]
}
