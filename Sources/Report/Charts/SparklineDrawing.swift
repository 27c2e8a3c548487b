import Celery
import Charts
package import Templating

/// A series as a drawing the size of a word.
package struct SparklineDrawing: TemplateRecord {
    let sparkline: Sparkline

    /// What templates may name.
    package static let fields: [Field<SparklineDrawing>] = [
        .number("width", "the width of its box", \.sparkline.width),
        .number("height", "the height of its box", \.sparkline.height),
        .text("line", "the path to be stroked", \.sparkline.drawing.line),
        .list("dots", "samples that stand alone") { $0.sparkline.drawing.dots.map(ChartDrawing.Mark.init) },
        .text("description", "the series in words", \.description),
    ]

    private var description: String {
        guard let least = sparkline.summary.least, let most = sparkline.summary.most else { return "nothing known" }
        let text = ValueUnit.perMinute.text
        return least == most ? "always \(text(least)) a minute" : "\(text(least)) to \(text(most)) a minute"
    }
}

extension Report {
    /// The attempts that a worker finished, over time; `nil` where nothing is known of them.
    func sparkline(of worker: WorkerName) -> SparklineDrawing? {
        let labels = ["worker": worker.description]
        return sparkline(of: [Measure.tasks(.succeeded), .tasks(.failed)].flatMap { source.all($0, where: labels) })
    }

    /// The attempts of a task type that ended, over time; `nil` where nothing is known of them.
    func sparkline(ofType name: String?) -> SparklineDrawing? {
        guard let name else { return nil }
        return sparkline(of: source.all(TypeCount.ended.measure, where: ["name": name]))
    }

    /// How many came in each of a few equal parts of the charts' time, by the minute; `nil` for fewer than two.
    func sparkline(ofTimes times: [Instant]) -> SparklineDrawing? {
        guard let span = chartSpan, times.count > 1, span.duration > 0 else { return nil }
        let parts = 24
        let length = Double(span.duration) / Double(parts)
        var counts = [Int](repeating: 0, count: parts)
        for time in times where span.contains(time.microseconds) {
            counts[min(parts - 1, Int(Double(time.microseconds - span.since) / length))] += 1
        }
        let points = counts.enumerated().map { part, count in
            TimePoint(span.since + Int64((Double(part) + 0.5) * length), Double(count) * 60_000_000 / length)
        }
        return SparklineDrawing(sparkline: Sparkline(Charts.Series(name: "failed", points: points), span: span))
    }

    private func sparkline(of own: [Celery.Series]) -> SparklineDrawing? {
        guard let span = chartSpan, let sum = ChartSource.sum(own, named: "finished", slot: .first) else { return nil }
        let sparkline = Sparkline(sum, span: span)
        return sparkline.summary.known > 1 ? SparklineDrawing(sparkline: sparkline) : nil
    }
}
